using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// No call begins later than 250 ms after control was paused, malformed or lost: by the order in which the table took the writes, not by
/// anybody's clock.
/// </summary>
internal sealed class NothingLeavesWhileClosed : Invariant
{
    public override void CallBegan(SesCall call)
    {
        if (Witness.ClosedSince is { } since && Witness.Now - since > Grant.Life)
            Break($"{call} began {(Witness.Now - since).TotalMilliseconds} ms after control became: {Witness.ClosedBy}");
    }
}
