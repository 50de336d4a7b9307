using Amazon.Runtime;

namespace ServerlessMail.Aws.Http;

/// <summary>Gives an AWS client one <see cref="HttpClient"/> over <see cref="FreshConnections"/> for all its calls.</summary>
/// <param name="time">The clock by which connections age.</param>
/// <param name="above">Puts a handler above the connections.</param>
internal sealed class FreshHttp(TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler>? above = null) : HttpClientFactory, IDisposable
{
    private readonly Lock _gate = new();
    private HttpClient? _client;

    /// <summary>The same client each time: the SDK asks for one for every call.</summary>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        lock (_gate)
            return _client ??= Create(clientConfig);
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client?.Dispose();

    private HttpClient Create(IClientConfig clientConfig)
    {
        var connections = new FreshConnections(time, clientConfig.GetWebProxy());
        return new HttpClient(above?.Invoke(connections) ?? connections) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
    }
}
