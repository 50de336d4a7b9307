using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>
/// The wire between a function and the emulators, which lets through what the function's policy allows, as IAM would, and writes down by which statement. It can
/// lose the first answer of each write, so that the program also does what it does then.
/// </summary>
internal sealed class PolicedWire(Policy policy) : HttpClientFactory
{
    private const string Refused = """{"__type":"com.amazon.coral.service#AccessDeniedException","message":"not allowed"}""";

    private readonly ConcurrentDictionary<string, bool> _lost = new(StringComparer.Ordinal);

    public bool LosesAnswers { get; init; }

    /// <summary>What was refused: an action, and the kinds of the partitions that it was to reach, or the resource.</summary>
    public ConcurrentQueue<string> Denied { get; } = [];

    /// <summary>The permissions that were used: a statement's name and an action.</summary>
    public ConcurrentDictionary<string, bool> Used { get; } = new(StringComparer.Ordinal);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private bool Lets(string action, string resource, IReadOnlyCollection<string> keys)
    {
        var allowing = policy.Allowing(action, resource, keys);
        if (allowing.Count == 0)
            Denied.Enqueue($"{action} {string.Join(' ', keys.Select(key => key.Split('#')[0]).DefaultIfEmpty(resource))}");
        foreach (var statement in allowing)
            Used[$"{statement.Sid} {action}"] = true;
        return allowing.Count > 0;
    }

    private sealed class Handler(PolicedWire wire) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = request.Headers.GetValues("X-Amz-Target").Single().Split('.');
            var body = request.Content is null ? "{}" : await request.Content.ReadAsStringAsync(cancellationToken);
            using var json = JsonDocument.Parse(body);
            var (action, resource, keys) = target[0] == "AmazonSQS" ? OfQueue(target[1], json.RootElement) : OfTable(target[1], json.RootElement);
            if (!wire.Lets(action, resource, keys))
                return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(Refused, Encoding.UTF8, "application/x-amz-json-1.0") };
            var answer = await base.SendAsync(request, cancellationToken);
            if (!wire.LosesAnswers || target[1] is not ("PutItem" or "UpdateItem" or "DeleteItem") || !wire._lost.TryAdd($"{target[1]} {keys[0].Split('#')[0]}", true))
                return answer;
            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The wire broke.");
        }

        private static (string Action, string Resource, IReadOnlyList<string> Keys) OfQueue(string operation, JsonElement asked)
        {
            var name = asked.TryGetProperty("QueueName", out var named) ? named.GetString() : asked.GetProperty("QueueUrl").GetString()?.Split('/')[^1];
            var words = (name ?? "").Split('-');
            var queue = $"{char.ToUpperInvariant(words[0][0])}{words[0][1..]}{(words[^1] == "dead" ? "DeadLetters" : "Queue")}";
            return ($"sqs:{operation}", $"{queue}.Arn", []);
        }

        private static (string Action, string Resource, IReadOnlyList<string> Keys) OfTable(string operation, JsonElement asked) => (
            $"dynamodb:{operation}",
            asked.TryGetProperty("IndexName", out var index) ? $"${{Table.Arn}}/index/{index.GetString()}" : "Table.Arn",
            operation switch
            {
                "GetItem" or "UpdateItem" or "DeleteItem" => [Partition(asked.GetProperty("Key"))],
                "PutItem" => [Partition(asked.GetProperty("Item"))],
                "BatchGetItem" => [.. asked.GetProperty("RequestItems").EnumerateObject().SelectMany(table => table.Value.GetProperty("Keys").EnumerateArray()).Select(Partition)],
                "Query" => [Text(asked.GetProperty("ExpressionAttributeValues").EnumerateObject().First(value => value.Name is ":pk" or ":partition").Value)],
                _ => [],
            });

        private static string Partition(JsonElement item) => Text(item.GetProperty("pk"));

        private static string Text(JsonElement value) => value.GetProperty("S").GetString() ?? "";
    }
}
