namespace ServerlessMail.Lambda;

/// <summary>Bounds work by the invocation's deadline.</summary>
internal static class TimeLeft
{
    /// <summary>Ends a while before Lambda ends the invocation; at once when there is less left.</summary>
    public static CancellationTokenSource EndBefore(this ILambdaContext context, TimeSpan margin, TimeProvider time)
    {
        var left = context.RemainingTime - margin;
        if (left > TimeSpan.Zero)
            return new CancellationTokenSource(left, time);
        var over = new CancellationTokenSource();
        over.Cancel();
        return over;
    }
}
