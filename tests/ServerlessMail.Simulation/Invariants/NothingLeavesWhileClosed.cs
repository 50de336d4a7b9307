using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// No call begins later than 250 ms after what it belongs to was paused (everything, its lane, its sender, its form), or control was malformed or
/// lost: by the order in which the table took the writes, not by anybody's clock.
/// </summary>
internal sealed class NothingLeavesWhileClosed : Invariant
{
    public override void CallBegan(SesCall call)
    {
        var head = Witness.Heads[call.Message];
        foreach (var scope in SendScope.Covering(head.Lane, call.Mail.From.Address, head.Source).Append(SendScope.All))
        {
            if (Witness.Closed.TryGetValue(scope.Token, out var since) && Witness.Now - since > Grant.Life)
                Break($"{call} began {(Witness.Now - since).TotalMilliseconds} ms after {scope} was closed");
        }
    }
}
