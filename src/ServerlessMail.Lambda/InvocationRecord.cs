using Microsoft.Extensions.Logging;
using ServerlessMail.Lambda.Logging;
using ServerlessMail.Lambda.Metrics;

namespace ServerlessMail.Lambda;

/// <summary>What is told of an invocation: its id on every line, what it failed for, and its figures at its end. Thread-safe.</summary>
internal sealed partial class InvocationRecord(InvocationScope scope, EmbeddedMetrics metrics, ILogger<InvocationRecord> log)
{
    private const string ColdStart = nameof(ColdStart);

    /// <summary>Runs the work of one invocation.</summary>
    public async Task<T> RunAsync<T>(ILambdaContext context, Func<Task<T>> work)
    {
        scope.Begin(context.AwsRequestId);
        if (scope.IsColdStart)
            metrics.Add(ColdStart, 1);
        try
        {
            return await work();
        }
        catch (Exception fault)
        {
            Failed(log, fault.GetType().Name, fault);
            throw;
        }
        finally
        {
            metrics.Flush();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The invocation failed: {Fault}.")]
    private static partial void Failed(ILogger logger, string fault, Exception exception);
}
