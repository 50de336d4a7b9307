using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Sending;
using ServerlessMail.Local.Ses;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Targets;

/// <summary>Whose data a command works on.</summary>
internal static class Target
{
    private const string Database = "smail.db";

    /// <summary>The data of a directory on this machine; a fault where there are none.</summary>
    public static TargetChoice Local(string directory, TimeProvider time) => File.Exists(Path.Combine(directory, Database))
        ? new TargetChoice.Open(Services(time, SendTimings.Local).AddSqliteStores(directory).AddLocalIdentities().BuildServiceProvider())
        : new TargetChoice.Missing($"There are no data in {directory}.", ["'smail serve' makes them there; --data names another directory."]);

    /// <summary>The service on AWS that the functions' own variables name.</summary>
    public static TargetChoice Aws(Func<string, string?> variable, TimeProvider time)
    {
        if (variable("SMAIL_TABLE") is not { Length: > 0 } table)
            return new TargetChoice.Missing("--target aws needs the variable SMAIL_TABLE.", ["Set it to the table's name; the stack's outputs tell it."]);
        var queues = new Dictionary<string, Uri?>(StringComparer.Ordinal);
        foreach (var name in (ReadOnlySpan<string>)["SMAIL_QUEUE_URGENT", "SMAIL_QUEUE_NORMAL", "SMAIL_QUEUE_BULK", "SMAIL_QUEUE_FEEDBACK"])
        {
            // Only what is released, returned or counted needs a queue; without it the sweeper brings what was released.
            var text = variable(name) is { Length: > 0 } set ? set : null;
            queues[name] = Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
            if (text is not null && url is null)
                return new TargetChoice.Missing($"{name} is not a URL.", ["Set it to the queue's URL; the stack's outputs tell it."]);
        }

        var options = new AwsOptions(
            table,
            queues["SMAIL_QUEUE_URGENT"] ?? AwsOptions.NoQueue,
            queues["SMAIL_QUEUE_NORMAL"] ?? AwsOptions.NoQueue,
            queues["SMAIL_QUEUE_BULK"] ?? AwsOptions.NoQueue,
            queues["SMAIL_QUEUE_FEEDBACK"],
            variable("SMAIL_BUCKET") is { Length: > 0 } bucket ? bucket : null);
        return new TargetChoice.Open(Services(time, SendTimings.Aws)
            .AddAwsStores(options)
            .AddSingleton(new SesSettings())
            .AddSes()
            .BuildServiceProvider());
    }

    private static IServiceCollection Services(TimeProvider time, SendTimings timings) => new ServiceCollection()
        .AddSingleton(time)
        .AddSingleton<ILoggerFactory, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory>()
        .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
        .AddCore(timings);
}
