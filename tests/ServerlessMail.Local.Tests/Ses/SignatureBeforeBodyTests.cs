using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ServerlessMail.Local.Tests.Ses;

/// <summary>Nobody without the key makes the simulator read 40 MB: here the head alone is sent, and the answer must come all the same.</summary>
public class SignatureBeforeBodyTests
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_signature_the_body_is_not_waited_for()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal("MissingAuthenticationTokenException", await RefusalAsync(service));
    }

    [Fact]
    public async Task Nor_with_an_unknown_key()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal("UnrecognizedClientException", await RefusalAsync(service, Signed("AKIAOTHER", TimeProvider.System.GetUtcNow())));
    }

    [Fact]
    public async Task Nor_with_a_date_of_another_time()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal("InvalidSignatureException", await RefusalAsync(service, Signed(service.Credentials.AccessKeyId, TimeProvider.System.GetUtcNow().AddMinutes(-6))));
    }

    [Fact]
    public async Task Nor_with_a_wrong_signature_where_the_head_names_the_bodys_hash()
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal("InvalidSignatureException", await RefusalAsync(service, [.. Signed(service.Credentials.AccessKeyId, TimeProvider.System.GetUtcNow(), hash: true)]));
    }

    /// <summary>Sends a head that promises 40 MB, and reads the type of the error.</summary>
    private static async Task<string?> RefusalAsync(LocalService service, params string[] headers)
    {
        var url = new Uri(service.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Ct);
        await using var stream = client.GetStream();
        string[] head = [$"POST {Mails.Path} HTTP/1.1", $"Host: {url.Authority}", "Content-Type: application/json", "Content-Length: 40000000", .. headers, "", ""];
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", head)), Ct);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.Equal("HTTP/1.1 403 Forbidden", await reader.ReadLineAsync(Ct));
        while (await reader.ReadLineAsync(Ct) is { Length: > 0 } line)
        {
            if (line.StartsWith("x-amzn-ErrorType: ", StringComparison.OrdinalIgnoreCase))
                return line["x-amzn-ErrorType: ".Length..];
        }

        return null;
    }

    private static string[] Signed(string key, DateTimeOffset at, bool hash = false)
    {
        var stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var names = hash ? "host;x-amz-content-sha256;x-amz-date" : "host;x-amz-date";
        var authorization = $"Authorization: AWS4-HMAC-SHA256 Credential={key}/{stamp[..8]}/eu-central-1/ses/aws4_request, SignedHeaders={names}, Signature={new string('0', 64)}";
        return [$"X-Amz-Date: {stamp}", authorization, .. hash ? [$"X-Amz-Content-SHA256: {Hash}"] : Array.Empty<string>()];
    }
}
