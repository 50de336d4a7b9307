using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Worker;

/// <summary>What the sweeper function is on AWS: one round after the other. A short one, since the lease of a killed sweeper stands for about as long.</summary>
internal sealed class SweeperRole(SweeperRound round, SendTimings timings, Loop loop)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken ct) => loop.RunAsync(
        async token =>
        {
            await round.RunAsync(Budget, token);
            return timings.SweepEvery;
        },
        ct);
}
