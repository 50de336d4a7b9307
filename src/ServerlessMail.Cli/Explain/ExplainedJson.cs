using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Cli.Explain;

/// <summary>What would become of a submission, for machines.</summary>
/// <param name="Form">The form.</param>
/// <param name="Outcome"><c>accepted</c>, <c>held</c> or <c>refused</c>.</param>
/// <param name="Reason">Why it is refused, or held and for what; null where it is mailed.</param>
/// <param name="Points">The points of all signs of spam.</param>
/// <param name="SpamFrom">From so many on it is held.</param>
/// <param name="Rules">What each rule says, in their order.</param>
/// <param name="NotLookedAt">What only a real post can tell, since it counts or is used up.</param>
/// <param name="Mail">The mail; null where it is refused.</param>
internal sealed record ExplainedJson(
    string Form, string Outcome, string? Reason, int Points, int SpamFrom, IReadOnlyList<ExplainedRule> Rules, IReadOnlyList<string> NotLookedAt, ExplainedMail? Mail)
{
    public static ExplainedJson Of(Explanation explanation)
    {
        var judgement = explanation.Judgement;
        var held = explanation.Message is { Status: MessageStatus.Held } message ? message : null;
        return new ExplainedJson(
            explanation.Form.Name.Value,
            judgement.Refusal is not null ? "refused" : held is not null ? "held" : "accepted",
            judgement.Refusal is { } refusal ? ReasonCode.Of(refusal.Reason) : held?.Trail[^1].Reason,
            judgement.Points,
            Judgement.SpamFrom,
            [.. judgement.Findings.Select(ExplainedRule.Of), .. explanation.Unasked.Select(rule => new ExplainedRule(rule, "not-asked", [], []))],
            explanation.Form.Captcha == Captcha.None ? ["limits", "repetition"] : ["limits", "repetition", "captcha"],
            explanation.Draft is { } draft
                ? new ExplainedMail([.. draft.To.Select(address => address.ToString())], draft.From.ToString(), draft.ReplyTo?.ToString(), draft.Subject, [.. draft.Fields.Select(known => known.Name)])
                : null);
    }
}

/// <summary>What one rule says: <c>passes</c>, <c>refuses</c>, <c>suspects</c> or <c>not-asked</c>.</summary>
internal sealed record ExplainedRule(string Rule, string Says, IReadOnlyList<Sign> Signs, IReadOnlyList<FieldFault> Faults)
{
    public static ExplainedRule Of(Finding finding) => finding.Verdict switch
    {
        Verdict.Passes => new ExplainedRule(finding.Rule, "passes", [], []),
        Verdict.Refuses { Refusal.Faults: var faults } => new ExplainedRule(finding.Rule, "refuses", [], faults),
        Verdict.Suspects { Signs: var signs } => new ExplainedRule(finding.Rule, "suspects", signs, []),
        var other => throw new NotSupportedException($"{other.GetType().Name} has no words."),
    };
}

/// <summary>The mail as it would be sent.</summary>
internal sealed record ExplainedMail(IReadOnlyList<string> To, string From, string? ReplyTo, string Subject, IReadOnlyList<string> Fields);
