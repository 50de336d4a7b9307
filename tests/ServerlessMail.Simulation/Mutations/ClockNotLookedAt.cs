using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Senders do not look at the clock before the call: neither claim nor grant grows old.</summary>
internal sealed class ClockNotLookedAt : Mutation
{
    public override string Name => "clock-not-looked-at";

    public override string Breaks => "a call begins however old its claim and grant are";

    public override TimeProvider Clock(ProcessClock clock, VirtualTime time, Process of) => of is SendWorker ? new Stopped(clock) : clock;

    /// <summary>Tells the time of day and does not see that any passes.</summary>
    private sealed class Stopped(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
