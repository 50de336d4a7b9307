using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks;

/// <summary>What the proof of a submission is worth.</summary>
public abstract record HumanVerdict
{
    private HumanVerdict()
    {
    }

    /// <summary>The proof is good, or none is asked for.</summary>
    public sealed record Passed : HumanVerdict
    {
        public static readonly Passed Instance = new();
    }

    /// <summary>Nobody can say: the submission is kept, and not sent before an operator releases it.</summary>
    /// <param name="Remark">Why, as a reason code for the trail.</param>
    public sealed record Doubtful(string Remark) : HumanVerdict;

    /// <summary>There is no proof, or a bad one.</summary>
    /// <param name="Refusal">Why, with what the visitor can do.</param>
    public sealed record Refused(SubmitOutcome.Refused Refusal) : HumanVerdict;
}
