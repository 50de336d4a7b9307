using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>The sender of a mail is on the allowlist, or was when its attempt looked: a call begins soon after that, or never.</summary>
internal sealed class SenderWasAllowed(TimeSpan slowest) : Invariant
{
    public override void CallBegan(SesCall call)
    {
        var known = Witness.AllowedOf(call.From);
        var bound = Witness.Timings.SendWithin + slowest;
        if (!known.IsAllowed && (known.LastAllowed is not { } last || Witness.Now - last > bound))
            Break($"{call} is from {call.From}, which was last on the allowlist at {known.LastAllowed}; the bound is {bound}");
    }
}
