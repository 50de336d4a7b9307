using ServerlessMail.Lambda.Logging;
using ServerlessMail.Lambda.Metrics;

namespace ServerlessMail.Lambda;

/// <summary>What is told of an invocation: its id on every line, and its figures at its end. Thread-safe.</summary>
internal sealed class InvocationRecord(InvocationScope scope, EmbeddedMetrics metrics)
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
        finally
        {
            metrics.Flush();
            scope.End();
        }
    }
}
