using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Local.Tests.Ses;

/// <summary>Signs requests with Signature Version 4, written from AWS's description and apart from both the product's client and its simulator.</summary>
internal static class SignedClient
{
    public static async Task<HttpResponseMessage> SesAsync(
        this LocalService service, HttpMethod method, string path, string body = "", string? secret = null, string? accessKey = null, DateTimeOffset? at = null, Action<HttpRequestMessage>? then = null)
    {
        using var request = new HttpRequestMessage(method, $"{service.Url}{path}");
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        Sign(request, body, accessKey ?? service.Credentials.AccessKeyId, secret ?? service.Credentials.SecretAccessKey, at ?? service.Get<TimeProvider>().GetUtcNow());
        then?.Invoke(request);
        return await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void Sign(HttpRequestMessage request, string body, string accessKey, string secret, DateTimeOffset at)
    {
        var stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/eu-central-1/ses/aws4_request";
        var url = request.RequestUri!; // set by the caller above
        // Each segment, which is encoded on the wire, is encoded once more.
        var path = string.Join('/', url.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var canonical = $"{request.Method}\n{path}\n{url.Query.TrimStart('?')}\nhost:{url.Authority}\nx-amz-date:{stamp}\n\nhost;x-amz-date\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), (with, part) => HMACSHA256.HashData(with, Encoding.UTF8.GetBytes(part)));
        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.Host = url.Authority;
        request.Headers.Add("X-Amz-Date", stamp);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
