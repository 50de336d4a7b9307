using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses;

/// <summary>The connections to SES.</summary>
/// <remarks>
/// A frozen Lambda environment thaws with connections that the other side has long forgotten. One that is older than
/// <see cref="ConnectionLife"/> is never used again (the pool looks at its age when it is taken out), so a mail on a quiet site does not
/// run into a dead one and look uncertain.
/// </remarks>
internal sealed class SesHttp : HttpClientFactory
{
    public static readonly TimeSpan ConnectionLife = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(3);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var connections = new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLife,
            PooledConnectionIdleTimeout = ConnectionLife,
            ConnectTimeout = ConnectWithin,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = clientConfig.GetWebProxy() is not null,
            Proxy = clientConfig.GetWebProxy(),
        };

        // The caller's token ends a call; the client adds no limit of its own.
        return new HttpClient(new OneCall.Handler(connections)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
