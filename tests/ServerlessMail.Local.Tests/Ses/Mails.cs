using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessMail.Local.Tests.Ses;

/// <summary>SendEmail bodies as the product sends them, and how to change them.</summary>
internal static class Mails
{
    public const string Path = "/v2/email/outbound-emails";

    public static JsonObject Simple() => JsonNode.Parse("""
        {
          "FromEmailAddress": "\"Forms\" <forms@example.com>",
          "Destination": { "ToAddresses": ["owner@example.com"] },
          "ReplyToAddresses": ["visitor@example.org"],
          "Content": { "Simple": { "Subject": { "Data": "Grüße 🙂", "Charset": "UTF-8" }, "Body": { "Text": { "Data": "Hello, text" }, "Html": { "Data": "<p>Hello, <b>HTML</b></p>" } } } },
          "EmailTags": [ { "Name": "message", "Value": "01M86GR8JPVXRYZVX7ZHJA31BT" }, { "Name": "attempt", "Value": "1" }, { "Name": "lane", "Value": "normal" } ],
          "ConfigurationSetName": "serverlessmail"
        }
        """)!.AsObject(); // the text above is an object

    /// <summary>A mail to these recipients.</summary>
    public static JsonObject To(params IEnumerable<string> recipients)
    {
        var mail = Simple();
        mail["Destination"] = new JsonObject { ["ToAddresses"] = new JsonArray([.. recipients.Select(recipient => JsonValue.Create(recipient))]) };
        return mail;
    }

    /// <summary>A mail to that many recipients.</summary>
    public static JsonObject ToMany(int recipients) => To(Enumerable.Range(0, recipients).Select(i => $"r{i}@example.org"));

    /// <summary>A mail with a text file, and a picture of one dot that its HTML shows.</summary>
    public static JsonObject WithFiles()
    {
        var mail = Simple();
        var simple = mail["Content"]!["Simple"]!; // it is in the text above
        simple["Body"]!["Html"]!["Data"] = "<p>Hello <img src=\"cid:dot\" alt=\"a dot\"></p>"; // likewise
        simple["Attachments"] = JsonNode.Parse("""
            [
              { "FileName": "Grüße.txt", "ContentType": "text/plain", "RawContent": "SGVsbG8=" },
              { "FileName": "dot.gif", "ContentDisposition": "INLINE", "ContentId": "dot", "RawContent": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" }
            ]
            """);
        return mail;
    }

    /// <summary>A service whose one verified identity is <c>example.com</c>.</summary>
    public static async Task<LocalService> ServiceAsync(TimeProvider? time = null)
    {
        var service = await LocalService.StartAsync(time);
        Assert.Equal(200, (int)(await service.SesAsync(HttpMethod.Post, "/v2/email/identities", """{"EmailIdentity":"example.com"}""")).StatusCode);
        return service;
    }

    public static Task<HttpResponseMessage> SendAsync(this LocalService service, JsonObject mail) => service.SesAsync(HttpMethod.Post, Path, mail.ToJsonString());

    public static async Task<(int Status, string? Type, string Message)> ErrorAsync(this HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return ((int)answer.StatusCode, answer.Headers.TryGetValues("x-amzn-ErrorType", out var type) ? type.Single() : null, body.RootElement.GetProperty("message").GetString() ?? "");
    }
}
