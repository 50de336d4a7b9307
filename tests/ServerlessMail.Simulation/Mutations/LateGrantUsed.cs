using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Senders do not look at the clock before the call: a grant is good for ever.</summary>
internal sealed class LateGrantUsed : Mutation
{
    public override string Name => "late-grant-used";

    public override string Breaks => "a grant is used however old it is";

    public override TimeProvider Clock(ProcessClock clock, VirtualTime time, Process of) => of is SendWorker ? new Stopped(clock) : clock;

    /// <summary>Tells the time of day and does not see that any passes.</summary>
    private sealed class Stopped(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
