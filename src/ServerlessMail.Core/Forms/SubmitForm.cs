using ServerlessMail.Core.Control;
using ServerlessMail.Core.Figures;
using ServerlessMail.Core.Forms.Judging;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// Takes one submission: judges it, makes it durable, and puts its id into the queue. Once <see cref="SubmitOutcome.Accepted"/> is returned the
/// table holds the message; what the queue did not take, the sweeper brings later. Thread-safe.
/// </summary>
/// <remarks>Throws what the stores throw when they cannot be reached: then nothing was accepted.</remarks>
public sealed class SubmitForm(
    IIntakeStore intake,
    JudgeSubmission judge,
    AcceptMessage accept,
    IRefusalStore refusals,
    FormGate gate,
    MessageIds ids,
    CaptchaGate captcha,
    TimeProvider time)
{
    public async Task<SubmitOutcome> SubmitAsync(Submission submission, CancellationToken ct)
    {
        var known = await intake.ReadAsync(submission.Form, ct);
        var client = await gate.DigestAsync(submission.ClientAddress, ct);
        if (known.Form is not { } form)
            return await RefuseAsync(null, NotFound(), client, ct);

        var judgement = judge.Judge(form, known, submission);
        if ((judgement.Refusal ?? await SpendAsync(form, client, ct)) is { } refusal)
            return await RefuseAsync(form, refusal, client, ct);

        // Last, since it uses the visitor's proof up.
        var human = await captcha.JudgeAsync(form, submission, ct);
        if (human is HumanVerdict.Refused { Refusal: var unproven })
            return await RefuseAsync(form, unproven, client, ct);

        // Before the write: what is durable must not be answered as a failure.
        var next = form.NextPage(submission.FirstValue("_next", "redirect", "redirectTo"), submission.SelfOrigin);
        var draft = await DraftSubmission.OfAsync(form, submission);
        var wanted = new AcceptMessage.Wanted(ids.Next(), JudgeSubmission.FormLane, SendScope.Of(form.Name).Token, draft, form.Retention)
        {
            Spam = judgement.Spam ?? (human as HumanVerdict.Doubtful)?.Remark,
        };
        var message = await accept.AcceptAsync(wanted, known.Control, ct);
        MailFigures.Accepted.Add(1);
        return new SubmitOutcome.Accepted(message.Id, next);
    }

    /// <summary>Refuses a post to a name that no form can have.</summary>
    public async Task<SubmitOutcome> RefuseUnknownAsync(string clientAddress, CancellationToken ct) =>
        await RefuseAsync(null, NotFound(), await gate.DigestAsync(clientAddress, ct), ct);

    /// <summary>
    /// The checks that ask somebody or use something up; they come after those that only look, so that what is refused anyhow spends nothing.
    /// </summary>
    private async Task<SubmitOutcome.Refused?> SpendAsync(Form form, string client, CancellationToken ct) =>
        await gate.TryEnterAsync(form, client, ct) is { } wait
            ? Refuse(RefusalReason.RateLimited, FaultCode.Unspecified, "Too many submissions. Please wait a little and try again.", wait)
            : null;

    private static SubmitOutcome.Refused NotFound() =>
        Refuse(RefusalReason.UnknownForm, FaultCode.FormNotFound, "There is no such form. Check the address that the page posts to.");

    private static SubmitOutcome.Refused Refuse(RefusalReason reason, FaultCode code, string message, TimeSpan? retryAfter = null) =>
        new(reason, [new FieldFault(null, code, message)], retryAfter);

    private async Task<SubmitOutcome> RefuseAsync(Form? form, SubmitOutcome.Refused refused, string client, CancellationToken ct)
    {
        var scope = form?.Name.Value ?? IRefusalStore.Nobody;
        await refusals.RecordAsync(scope, ReasonCode.Of(refused.Reason), time.GetUtcNow(), client, ct);
        MailFigures.Refused.Add(1);
        return refused;
    }
}
