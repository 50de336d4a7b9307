using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Figures;
using ServerlessMail.Core.Forms.Judging;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.Mail;
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
    KnownRepetition repetition,
    MessageIds ids,
    KeepFiles files,
    CaptchaGate captcha,
    TimeProvider time)
{
    public async Task<SubmitOutcome> SubmitAsync(Submission submission, CancellationToken ct)
    {
        var known = await intake.ReadAsync(submission.Form, ct);
        var client = await gate.DigestAsync(submission.ClientAddress, ct);
        if (known.Form is not { } form)
            return await RefuseAsync(null, NotFound(), client, ct);

        var judgement = await judge.JudgeAsync(form, known, submission, ct);
        if (judgement.Refusal is { } refusal)
            return await RefuseAsync(form, refusal, client, ct);

        // Before any write: what is durable must not be answered as a failure.
        var next = form.NextPage(submission.NextWish, submission.SelfOrigin);
        var own = ids.Next();
        var gateOutcome = await gate.EnterAsync(form, client, submission, own, ct);
        if (gateOutcome is not GateOutcome.Entered { Id: var id })
            return await RefuseAsync(form, TooMany(((GateOutcome.Full)gateOutcome).Wait), client, ct);
        if (id != own && await repetition.TryNoteAsync(id, ct))
            return new SubmitOutcome.Accepted(id, next);
        var human = await captcha.JudgeAsync(form, submission, ct);
        if (await SpendAsync(form, human, ct) is { } spent)
        {
            // Of two posts at the same moment the other may have used up the proof that both bear: then it is about to be written.
            return id != own && (spent.Reason is RefusalReason.CaptchaUsed or RefusalReason.CaptchaExpired) && await repetition.TryAwaitAsync(id, ct) ? new SubmitOutcome.Accepted(id, next) : await RefuseAsync(form, spent, client, ct);
        }

        // Before the message: what is accepted must be whole. What never becomes part of one is forgotten by its store.
        var attached = await files.PutAsync(form, id, submission.Files, time.GetUtcNow() + form.Retention, ct);
        var draft = await DraftSubmission.OfAsync(form, submission, attached);
        // A repetition whose first was never written is written in its place. Should both come to it, one of them finds it there.
        var wanted = WantedOf(form, id, draft, judgement);
        if (await accept.TryAcceptAsync(wanted with { Spam = wanted.Spam ?? (human as HumanVerdict.Doubtful)?.Remark }, known.Control, ct) is not null)
            MailFigures.Accepted.Add(1);
        else
            await repetition.TryNoteAsync(id, ct);
        return new SubmitOutcome.Accepted(id, next);
    }

    /// <summary>Refuses a post to a name that no form can have.</summary>
    public Task<SubmitOutcome> RefuseUnknownAsync(string clientAddress, CancellationToken ct) => RefuseUnknownAsync(clientAddress, null, ct);

    /// <summary>Refuses a post that names no form, for a reason of its own or because there is none.</summary>
    public async Task<SubmitOutcome> RefuseUnknownAsync(string clientAddress, SubmitOutcome.Refused? refused, CancellationToken ct) =>
        await RefuseAsync(null, refused ?? NotFound(), await gate.DigestAsync(clientAddress, ct), ct);

    /// <summary>The mail of a submission that was not refused.</summary>
    internal static AcceptMessage.Wanted WantedOf(Form form, MessageId id, MailDraft draft, Judgement judgement) =>
        new(id, JudgeSubmission.FormLane, SendScope.Of(form.Name).Token, draft, form.Retention) { Spam = judgement.Spam };

    /// <summary>
    /// What uses something up; it comes last, so that neither what is refused anyhow nor a repetition spends anything. Who has no proof does not fill the form's
    /// limit, and who is over that limit keeps the proof.
    /// </summary>
    private async Task<SubmitOutcome.Refused?> SpendAsync(Form form, HumanVerdict human, CancellationToken ct)
    {
        if (human is HumanVerdict.Refused { Refusal: var unproven })
            return unproven;
        return await gate.CountAsync(form, ct) is { } wait ? TooMany(wait) : await captcha.UseAsync(form, human, ct);
    }

    private static SubmitOutcome.Refused TooMany(TimeSpan wait) =>
        Refuse(RefusalReason.RateLimited, FaultCode.Unspecified, "Too many submissions. Please wait a little and try again.", wait);

    private static SubmitOutcome.Refused NotFound() =>
        Refuse(RefusalReason.UnknownForm, FaultCode.FormNotFound, "There is no such form. Check the address that the page posts to.");

    private static SubmitOutcome.Refused Refuse(RefusalReason reason, FaultCode code, string message, TimeSpan? retryAfter = null) =>
        new(reason, [new FieldFault(null, code, message)], retryAfter);

    private async Task<SubmitOutcome> RefuseAsync(Form? form, SubmitOutcome.Refused refused, string client, CancellationToken ct)
    {
        var scope = form?.Name.Value ?? IRefusalStore.Nobody;
        await refusals.RecordAsync(scope, ReasonCode.Of(refused.Reason), time.GetUtcNow(), client, ct);
        MailFigures.Refused.Add(1);
        return refused with { Form = form };
    }
}
