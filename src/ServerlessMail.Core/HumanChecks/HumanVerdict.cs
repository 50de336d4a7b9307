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

    /// <summary>The proof is good if it never came before.</summary>
    /// <param name="Proof">By which it is known when it comes again: letters, digits and <c>#</c>.</param>
    /// <param name="Expires">Until when it could come again.</param>
    public sealed record PassedOnce(string Proof, DateTimeOffset Expires) : HumanVerdict;

    /// <summary>Nobody can say: the submission is kept, and not sent before an operator releases it.</summary>
    /// <param name="Remark">Why, as a reason code for the trail.</param>
    public sealed record Doubtful(string Remark) : HumanVerdict;

    /// <summary>There is no proof, or a bad one.</summary>
    /// <param name="Refusal">Why, with what the visitor can do.</param>
    public sealed record Refused(SubmitOutcome.Refused Refusal) : HumanVerdict;
}
