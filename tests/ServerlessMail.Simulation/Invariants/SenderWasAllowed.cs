using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>The sender of a mail is on the allowlist when its call begins, or was no longer ago than a call may come after its attempt began to look.</summary>
internal sealed class SenderWasAllowed : Invariant
{
    private TimeSpan Bound => Witness.Timings.SendWithin + Grant.Life;

    public override void CallBegan(SesCall call)
    {
        var known = Witness.AllowedOf(call.From);
        if (!known.IsAllowed && (known.LastAllowed is not { } last || Witness.Now - last > Bound))
            Break($"{call} is from {call.From}, which was last on the allowlist at {known.LastAllowed}; the bound is {Bound}");
    }
}
