using System.Collections.Immutable;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>What the rules say of a submission, in their order; the first refusal is the last finding.</summary>
public sealed record Judgement(ImmutableArray<Finding> Findings)
{
    /// <summary>From so many points on a submission is kept for an operator instead of being mailed.</summary>
    public const int SpamFrom = 10;

    /// <summary>The most codes that a remark names, the heaviest first: it stands in the head of the message.</summary>
    private const int MostCodes = 6;

    /// <summary>Why it is refused; null when it is taken.</summary>
    public SubmitOutcome.Refused? Refusal => (Findings.LastOrDefault()?.Verdict as Verdict.Refuses)?.Refusal;

    /// <summary>All signs of spam, in the order of the rules.</summary>
    public IEnumerable<Sign> Signs => Findings.Select(finding => finding.Verdict).OfType<Verdict.Suspects>().SelectMany(suspects => suspects.Signs);

    public int Points => Signs.Sum(sign => sign.Points);

    /// <summary>The codes by which it is held as spam, <c>markup-links,many-links</c>; null when it is not.</summary>
    public string? Spam => Points < SpamFrom
        ? null
        : string.Join(',', Signs.OrderByDescending(sign => sign.Points).Select(sign => sign.Code).Distinct(StringComparer.Ordinal).Take(MostCodes));
}
