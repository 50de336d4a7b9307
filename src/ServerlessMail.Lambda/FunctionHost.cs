using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Lambda.Logging;
using ServerlessMail.Lambda.Metrics;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda;

/// <summary>What every function stands on: its settings, its lines, its figures, and the service's parts over the AWS adapters.</summary>
internal sealed class FunctionHost(FunctionSettings settings, Stream output, TimeProvider time)
{
    private readonly LineOutput _lines = new(output);

    public FunctionSettings Settings => settings;

    public TimeProvider Time => time;

    /// <summary>The services; whoever builds on them adds its own.</summary>
    public IServiceCollection AddTo(IServiceCollection services)
    {
        var scope = new InvocationScope();
        if (settings.FeedbackTopic is { } topic)
            services.AddSingleton(new FeedbackTopic(topic));
        return services
            .AddSingleton(time)
            .AddSingleton(settings)
            .AddSingleton<ILoggerFactory>(new JsonLog(_lines, scope, settings.Function, settings.LogLevel, time))
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
            .AddSingleton(scope)
            .AddSingleton(new EmbeddedMetrics(_lines, settings, scope, time))
            .AddSingleton(of => new InvocationRecord(scope, of.GetRequiredService<EmbeddedMetrics>()))
            .AddCore(settings.Timings)
            .AddAwsStores(settings.Aws)
            .AddSingleton(new SesSettings { ConfigurationSet = settings.ConfigurationSet })
            .AddSes();
    }
}
