using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>The wire between an SDK client and an emulator: it writes down every request, loses requests and answers, and delivers late what it kept.</summary>
internal sealed class Wire : HttpClientFactory
{
    private const string Throttled =
        """{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}""";

    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private Func<WireRequest, WireFault?>? _fault;
    private Func<Task>? _then;

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    public IEnumerable<string> Operations => _requests.Select(request => request.Operation);

    public void Forget() => _requests.Clear();

    /// <summary>Lets the next request of an operation, whose JSON has a part, meet a fault; before its sender learns of it, <paramref name="then"/> happens.</summary>
    public void Once(WireFault fault, string operation, string part = "", Func<Task>? then = null)
    {
        var left = 1;
        _then = then;
        _fault = request => request.Is(operation, part) && Interlocked.Exchange(ref left, 0) == 1 ? fault : null;
    }

    /// <summary>Lets each request of an operation meet a fault the first time that it comes; what repeats it to the letter gets through.</summary>
    public void OnceEach(WireFault fault, string operation)
    {
        var met = new ConcurrentDictionary<WireRequest, bool>();
        _fault = request => request.Operation == operation && met.TryAdd(request, true) ? fault : null;
    }

    /// <summary>Lets every request of an operation, whose JSON has a part, meet a fault.</summary>
    public void Always(WireFault fault, string operation, string part = "") => _fault = request => request.Is(operation, part) ? fault : null;

    public void Mend() => _fault = null;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private sealed class Handler(Wire wire) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var operation = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single().Split('.')[1] : "";
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var asked = new WireRequest(operation, body);
            wire._requests.Enqueue(asked);
            if (wire._fault?.Invoke(asked) is not { } fault)
                return await base.SendAsync(request, cancellationToken);
            if (fault == WireFault.AnswerLost)
                (await base.SendAsync(request, cancellationToken)).Dispose();
            if (Interlocked.Exchange(ref wire._then, null) is { } then)
                await then();
            return fault switch
            {
                WireFault.AnswerLost or WireFault.RequestLost => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The wire broke."),
                WireFault.Throttled => Answer(HttpStatusCode.BadRequest, Throttled),
                WireFault.BatchLeftUnread => Answer(HttpStatusCode.OK, $$"""{"Responses":{},"UnprocessedKeys":{{Asked(body)}}}"""),
            };
        }

        /// <summary>The keys that a batch asked for.</summary>
        private static string Asked(string body)
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("RequestItems").GetRawText();
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
            new(status) { Content = new StringContent(json, Encoding.UTF8, "application/x-amz-json-1.0") };
    }
}
