using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>A sweeper that meets no fault and has time left ends its round only when nothing is due any more that was due when it began.</summary>
internal sealed class RoundsLeaveNothing : Invariant
{
    public override void RoundEnded(EndedRound round)
    {
        if (!round.WasInTime || round.Faults > 0)
            return;
        foreach (var message in Witness.UnsettledSince(round.Began))
        {
            if (message.Due?.Moment is { } moment && moment <= round.Saw)
                Break($"{round.By} ended its round of {round.Began} and left {message.Id}, due at {moment - VirtualTime.Start}: {Trail(message)}");
        }
    }
}
