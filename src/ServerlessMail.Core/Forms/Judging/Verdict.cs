using System.Collections.Immutable;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What one rule says of one submission.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Nothing speaks against it.</summary>
    public static readonly Verdict Pass = new Passes();

    /// <summary>Nothing speaks against it.</summary>
    public sealed record Passes : Verdict;

    /// <summary>It becomes no message.</summary>
    public sealed record Refuses(SubmitOutcome.Refused Refusal) : Verdict;

    /// <summary>It looks like spam, by these signs; never empty.</summary>
    public sealed record Suspects(ImmutableArray<Sign> Signs) : Verdict;

    /// <summary>One sign, or none.</summary>
    internal static Verdict Of(Sign? sign) => sign is null ? Pass : new Suspects([sign]);
}
