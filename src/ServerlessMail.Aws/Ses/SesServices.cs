using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws.Http;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Ses;

public static class SesServices
{
    /// <summary>SES as the mail transport and as the keeper of identities; <see cref="SesSettings"/> and the clock are resolved from the services.</summary>
    public static IServiceCollection AddSes(this IServiceCollection services) => services
        .AddSingleton<IAmazonSimpleEmailServiceV2>(provider => Client(provider.GetRequiredService<SesSettings>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IMailTransport, SesTransport>()
        .AddSingleton<IAccountSource, SesAccount>()
        .AddSingleton<ISenderIdentities, SesIdentities>();

    private static AmazonSimpleEmailServiceV2Client Client(SesSettings settings, TimeProvider time)
    {
        var config = new AmazonSimpleEmailServiceV2Config
        {
            // The only retry is ours, decided from the trail: these two would each send a mail again.
            MaxErrorRetry = 0,
            MaxStaleConnectionRetries = 0,
            HttpClientFactory = new FreshHttp(time, connections => new OneCall.Handler(connections)),
        };
        if (settings.Endpoint is { } endpoint)
            config.ServiceURL = endpoint.ToString();
        if (settings.SigningRegion is { } region)
            config.AuthenticationRegion = region;
        return settings.Credentials is { } credentials ? new AmazonSimpleEmailServiceV2Client(credentials, config) : new AmazonSimpleEmailServiceV2Client(config);
    }
}
