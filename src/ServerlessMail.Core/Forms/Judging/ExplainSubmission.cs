using System.Collections.Immutable;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>Tells what would become of a submission, by the rules that <see cref="SubmitForm"/> acts on. Nothing is written, counted or sent. Thread-safe.</summary>
public sealed class ExplainSubmission(IIntakeStore intake, JudgeSubmission judge, AcceptMessage accept, MessageIds ids, TimeProvider time)
{
    /// <summary>Null: there is no such form.</summary>
    public async Task<Explanation?> ExplainAsync(Submission submission, CancellationToken ct)
    {
        var known = await intake.ReadAsync(submission.Form, ct);
        if (known.Form is not { } form)
            return null;
        var judgement = await judge.JudgeAsync(form, known, submission, ct);
        var unasked = judge.Rules.Skip(judgement.Findings.Length).ToImmutableArray();
        if (judgement.Refusal is not null)
            return new Explanation(form, judgement, unasked, null, null);
        var draft = await DraftSubmission.OfAsync(form, submission);
        return new Explanation(form, judgement, unasked, draft, accept.Plan(SubmitForm.WantedOf(form, ids.Next(), draft, judgement), known.Control, time.GetUtcNow()));
    }
}

/// <summary>What would become of a submission.</summary>
/// <param name="Form">The form.</param>
/// <param name="Judgement">What each rule says.</param>
/// <param name="Unasked">The rules that come after a refusal.</param>
/// <param name="Draft">The mail; null where it is refused.</param>
/// <param name="Message">The message as it would be written; null where it is refused.</param>
public sealed record Explanation(Form Form, Judgement Judgement, ImmutableArray<string> Unasked, MailDraft? Draft, Message? Message);
