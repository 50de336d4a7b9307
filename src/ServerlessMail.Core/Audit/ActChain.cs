namespace ServerlessMail.Core.Audit;

/// <summary>The chain through the operators' trail: each act is bound to the one before. Pure; safe to share.</summary>
internal sealed class ActChain(byte[] key)
{
    /// <summary>The act with its seal.</summary>
    /// <param name="before">The seal of the act before; null for the first.</param>
    /// <param name="act">The act, whatever seal it bears.</param>
    public OperatorAct Seal(Digest? before, OperatorAct act)
    {
        using var sealing = new Sealing(key, "smail act 1");
        return act with { Chain = sealing.Add(before).Add(act.Seq).Add(act.At).Add(act.Who).Add(act.Act).Add(act.Subject).Add(act.Reason).Finish() };
    }

    public bool Holds(Digest? before, OperatorAct act) => Seal(before, act) == act;
}
