using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;

namespace ServerlessMail.Aws.Http;

/// <summary>Answers DynamoDB's and SQS's calls itself, well and at once. Nothing leaves the process.</summary>
internal sealed class MadeUpHttp : HttpClientFactory
{
    /// <summary>The table that the answers are of.</summary>
    public const string Table = "rehearsal";

    private const string Items =
        """{"Responses":{"rehearsal":[{"pk":{"S":"a"},"sk":{"S":"b"},"n":{"N":"1"},"y":{"B":"AAAA"},"t":{"BOOL":true},"m":{"M":{"l":{"L":[{"S":"c"}]}}}}]},"UnprocessedKeys":{}}""";

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Answers());

    private sealed class Answers : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = request.Headers.NonValidated["X-Amz-Target"].ToString();
            var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
            var answer = call.EndsWith(".BatchGetItem", StringComparison.Ordinal) ? Items
                : call.EndsWith(".SendMessage", StringComparison.Ordinal) ? Sent(body)
                : "{}";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/x-amz-json-1.0"), RequestMessage = request };
        }

        /// <summary>The client compares the digest with its own.</summary>
        private static string Sent(byte[] request)
        {
            using var json = JsonDocument.Parse(request);
            var text = json.RootElement.GetProperty("MessageBody").GetString() ?? "";
#pragma warning disable CA5351 // SQS's own check of what was sent; nothing rests on it here.
            return $$"""{"MessageId":"1","MD5OfMessageBody":"{{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)))}}"}""";
#pragma warning restore CA5351
        }
    }
}
