using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Amazon.Runtime;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>The wire between an SDK client and an emulator: it writes down every request, and can lose answers or give its own.</summary>
internal sealed class Wire : HttpClientFactory
{
    private readonly ConcurrentQueue<(string Operation, string Body)> _requests = new();
    private Func<string, string, Fault?>? _fault;

    /// <summary>What an operation meets instead of its answer.</summary>
    public enum Fault
    {
        /// <summary>The request arrives, its answer does not.</summary>
        AnswerLost,

        /// <summary>The request never arrives.</summary>
        RequestLost,

        /// <summary>It is turned away for its rate.</summary>
        Throttled,
    }

    /// <summary>What was asked so far, in order: the operation's name and the request's JSON.</summary>
    public IReadOnlyList<(string Operation, string Body)> Requests => [.. _requests];

    public IEnumerable<string> Operations => _requests.Select(request => request.Operation);

    public void Forget() => _requests.Clear();

    /// <summary>Lets the next request that the operation and a part of its JSON name meet a fault.</summary>
    public void Once(Fault fault, string operation, string part = "")
    {
        var left = 1;
        _fault = (name, body) => name == operation && body.Contains(part, StringComparison.Ordinal) && Interlocked.Exchange(ref left, 0) == 1 ? fault : null;
    }

    /// <summary>Lets every request meet a fault of which the operation and the JSON are such.</summary>
    public void When(Fault fault, Func<string, string, bool> meets) => _fault = (operation, body) => meets(operation, body) ? fault : null;

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
            wire._requests.Enqueue((operation, body));
            switch (wire._fault?.Invoke(operation, body))
            {
                case Fault.RequestLost:
                    throw new HttpRequestException(HttpRequestError.ConnectionError, "The request was lost.");
                case Fault.Throttled:
                    return new HttpResponseMessage(HttpStatusCode.BadRequest)
                    {
                        Content = new StringContent(
                            """{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}""",
                            Encoding.UTF8,
                            "application/x-amz-json-1.0"),
                    };
                case Fault.AnswerLost:
                    (await base.SendAsync(request, cancellationToken)).Dispose();
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
                default:
                    return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
