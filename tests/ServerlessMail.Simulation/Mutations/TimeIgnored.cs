using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Sweepers release what is held until later.</summary>
internal sealed class TimeIgnored : Mutation
{
    public override string Name => "time-ignored";

    public override string Breaks => "scheduled mail is released before its time";

    public override TimeProvider Clock(ProcessClock clock, VirtualTime time, Process of) =>
        of is Sweeper ? new ProcessClock(time, TimeSpan.FromMinutes(2), 0) : clock;
}
