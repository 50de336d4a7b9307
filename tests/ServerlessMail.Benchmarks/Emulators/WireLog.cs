using System.Collections.Concurrent;
using Amazon.Runtime;

namespace ServerlessMail.Benchmarks.Emulators;

/// <summary>Between SDK clients and an emulator: counts every request that goes over the wire, by its operation. Thread-safe.</summary>
internal sealed class WireLog : HttpClientFactory
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Asked around each request, with its operation and body; what it returns is awaited once the answer is there.</summary>
    public Func<string, string, Task<Func<Task>>>? Around { get; set; }

    public int Count(string operation) => _counts.GetValueOrDefault(operation);

    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(_counts, StringComparer.Ordinal);

    public void Forget() => _counts.Clear();

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private sealed class Handler(WireLog log) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var operation = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single().Split('.')[1] : "";
            log._counts.AddOrUpdate(operation, 1, (_, count) => count + 1);
            if (log.Around is not { } around || request.Content is null)
                return await base.SendAsync(request, cancellationToken);
            var after = await around(operation, await request.Content.ReadAsStringAsync(cancellationToken));
            var answer = await base.SendAsync(request, cancellationToken);
            await after();
            return answer;
        }
    }
}
