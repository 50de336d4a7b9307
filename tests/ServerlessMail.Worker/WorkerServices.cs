using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Worker;

internal static class WorkerServices
{
    /// <summary>As <c>smail serve</c> waits, but for the sweeper: each of its looks is about a hundred queries.</summary>
    private static readonly SendTimings Timings = SendTimings.Local with { SweepEvery = TimeSpan.FromSeconds(2) };

    /// <summary>The service as it stands on AWS: Core and the AWS adapters, with short waits. The environment says where everything is.</summary>
    public static IServiceCollection AddService(this IServiceCollection services) => services
        .AddLogging(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning))
        .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSingleton(TimeProvider.System)
        .AddCore(Timings)
        .AddAwsStores(new AwsOptions(
            Variable("SMAIL_TABLE"),
            new Uri(Variable("SMAIL_QUEUE_URGENT")),
            new Uri(Variable("SMAIL_QUEUE_NORMAL")),
            new Uri(Variable("SMAIL_QUEUE_BULK")),
            QueueFeedback))
        .AddSingleton(new SesSettings { ConfigurationSet = Variable("SMAIL_CONFIGURATION_SET"), BetweenAdministrativeCalls = TimeSpan.Zero })
        .AddSes()
        .AddSingleton<Loop>();

    public static Uri QueueFeedback => new(Variable("SMAIL_QUEUE_FEEDBACK"));

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : throw new InvalidOperationException($"The variable {name} is not set.");
}
