using System.Text;
using System.Text.Json;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>One visitor's post to a form, as API Gateway's HTTP API hands it to a function.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, payload format 2.0</remarks>
internal static class FormPost
{
    public const string Form = "contact";

    private const string Fields =
        "name=Jane+Doe&email=jane.doe%40example.org&subject=A+question&message=Hello%2C+we+would+like+to+know+whether+your+house+is+open+on+Sunday+and+what+breakfast+costs+for+two."
        + "+We+arrive+on+the+3rd+with+a+small+dog%2C+and+would+need+a+place+for+two+bicycles.+Thank+you%21";

    /// <summary>The event; a number makes each another one.</summary>
    public static byte[] Event(int number)
    {
        var body = Encoding.UTF8.GetBytes($"{Fields}+%23{number}");
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "2.0");
            writer.WriteString("routeKey", "$default");
            writer.WriteString("rawPath", $"/f/{Form}");
            writer.WriteString("rawQueryString", "");
            writer.WriteStartObject("headers");
            writer.WriteString("accept", "application/json");
            writer.WriteString("accept-encoding", "gzip, deflate, br, zstd");
            writer.WriteString("accept-language", "en-GB,en;q=0.9,de;q=0.8");
            writer.WriteNumberAsText("content-length", body.Length);
            writer.WriteString("content-type", "application/x-www-form-urlencoded");
            writer.WriteString("host", "abcdefghij.execute-api.eu-central-1.amazonaws.com");
            writer.WriteString("origin", "https://www.example.com");
            writer.WriteString("referer", "https://www.example.com/contact");
            writer.WriteString("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");
            writer.WriteString("x-amzn-trace-id", "Root=1-674310a0-5f1c8e4d2b3a69780c1d2e3f");
            writer.WriteString("x-forwarded-for", "192.0.2.17");
            writer.WriteString("x-forwarded-port", "443");
            writer.WriteString("x-forwarded-proto", "https");
            writer.WriteEndObject();
            writer.WriteStartObject("requestContext");
            writer.WriteString("accountId", "000000000000");
            writer.WriteString("apiId", "abcdefghij");
            writer.WriteString("domainName", "abcdefghij.execute-api.eu-central-1.amazonaws.com");
            writer.WriteString("domainPrefix", "abcdefghij");
            writer.WriteStartObject("http");
            writer.WriteString("method", "POST");
            writer.WriteString("path", $"/f/{Form}");
            writer.WriteString("protocol", "HTTP/1.1");
            writer.WriteString("sourceIp", "192.0.2.17");
            writer.WriteString("userAgent", "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");
            writer.WriteEndObject();
            writer.WriteString("requestId", $"req-{number}");
            writer.WriteString("routeKey", "$default");
            writer.WriteString("stage", "$default");
            writer.WriteString("time", "24/Nov/2026:12:00:00 +0000");
            writer.WriteNumber("timeEpoch", 1795521600000);
            writer.WriteEndObject();
            writer.WriteString("body", Convert.ToBase64String(body));
            writer.WriteBoolean("isBase64Encoded", true);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>What is wrong with an answer; null for the success that a form's client understands.</summary>
    public static string? Fault(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var outer = JsonDocument.Parse(answer);
            var root = outer.RootElement;
            if (root.GetProperty("statusCode").GetInt32() != 200)
                return $"status {root.GetProperty("statusCode")}: {Text(root)}";
            using var inner = JsonDocument.Parse(Text(root));
            var body = inner.RootElement;
            var isSuccess = body.GetProperty("ok").GetBoolean() && body.GetProperty("success").GetBoolean()
                && body.GetProperty("next").GetString() is { Length: > 0 } && body.GetProperty("message").GetString() is { Length: > 0 }
                && body.GetProperty("id").GetString() is { Length: 26 };
            return isSuccess ? null : $"not a success: {inner.RootElement}";
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return $"not an answer: {Encoding.UTF8.GetString(answer.Span)}";
        }
    }

    private static string Text(JsonElement root)
    {
        var body = root.GetProperty("body").GetString() ?? "";
        return root.TryGetProperty("isBase64Encoded", out var packed) && packed.GetBoolean() ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body;
    }

    private static void WriteNumberAsText(this Utf8JsonWriter writer, string name, int number) =>
        writer.WriteString(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
