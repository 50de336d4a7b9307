using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Lambda.Sweeper;

/// <summary>One scheduled run: brings on what stands still, reads the SES account, seals the days that are over, and tells how the service stands.</summary>
internal sealed partial class SweeperFunction(
    SweeperRound round, SealDay sealDay, ServiceFigures figures, InvocationRecord record, TimeProvider time, ILogger<SweeperFunction> log)
{
    /// <summary>What of an invocation's time is left for what follows the last step.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(15);

    /// <summary>What it takes to answer.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>How many days one run seals where several are due.</summary>
    private const int MaxDays = 7;

    /// <summary>How often it is looked whether a day is due; an environment that is younger looks at once.</summary>
    private static readonly TimeSpan SealEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _sealedAt = DateTimeOffset.MinValue;

    /// <summary>Whatever invokes it, the work is the same: the event is not read.</summary>
    public Task HandleAsync(Stream schedule, ILambdaContext context) => record.RunAsync(context, async () =>
    {
        using var end = context.EndBefore(Settling, time);
        await SweepAsync(context, end.Token);
        await SealAsync(end.Token);
        await figures.TellAsync(end.Token);
        return true;
    });

    private async Task SweepAsync(ILambdaContext context, CancellationToken ct)
    {
        var budget = context.RemainingTime - Reserve;
        if (await round.RunAsync(budget > TimeSpan.Zero ? budget : TimeSpan.Zero, ct) is not { } report)
            Elsewhere(log);
        else if (report.Total > 0)
            Swept(log, report);
    }

    private async Task SealAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (now - _sealedAt < SealEvery)
            return;
        await sealDay.RunDueAsync(MaxDays, ct);
        _sealedAt = now;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Another sweeper is at work.")]
    private static partial void Elsewhere(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept: {Report}.")]
    private static partial void Swept(ILogger logger, SweepReport report);
}
