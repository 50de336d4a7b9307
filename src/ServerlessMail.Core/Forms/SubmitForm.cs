using ServerlessMail.Core.Control;
using ServerlessMail.Core.Figures;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// Takes one submission: judges it, makes it durable, and puts its id into the queue. Once <see cref="SubmitOutcome.Accepted"/> is returned the
/// table holds the message; what the queue did not take, the sweeper brings later. Thread-safe.
/// </summary>
/// <remarks>Throws what the stores throw when they cannot be reached: then nothing was accepted.</remarks>
public sealed class SubmitForm(
    IIntakeStore intake,
    AcceptMessage accept,
    IRefusalStore refusals,
    FormGate gate,
    MessageIds ids,
    SandboxGate sandbox,
    CaptchaGate captcha,
    TimeProvider time)
{
    /// <summary>When a visitor may try again where nobody can say how long the obstacle lasts.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    private const Lane FormLane = Lane.Normal;

    public async Task<SubmitOutcome> SubmitAsync(Submission submission, CancellationToken ct)
    {
        var known = await intake.ReadAsync(submission.Form, ct);
        var client = await gate.DigestAsync(submission.ClientAddress, ct);
        var refusal = known.Form is { } form ? Judge(form, known, submission) ?? await LimitAsync(form, client, ct) : NotFound();
        if (refusal is not null || known.Form is null)
            return await RefuseAsync(known.Form, refusal ?? NotFound(), client, ct);

        // Last, since it uses the visitor's proof up.
        var human = await captcha.JudgeAsync(known.Form, submission, ct);
        if (human is HumanVerdict.Refused { Refusal: var noProof })
            return await RefuseAsync(known.Form, noProof, client, ct);

        // Before the write: what is durable must not be answered as a failure.
        var next = known.Form.NextPage(submission.FirstValue("_next", "redirect", "redirectTo"), submission.SelfOrigin);
        var message = await AcceptAsync(known.Form, known, submission, (human as HumanVerdict.Doubtful)?.Remark, ct);
        MailFigures.Accepted.Add(1);
        return new SubmitOutcome.Accepted(message.Id, next);
    }

    /// <summary>Refuses a post to a name that no form can have.</summary>
    public async Task<SubmitOutcome> RefuseUnknownAsync(string clientAddress, CancellationToken ct) =>
        await RefuseAsync(null, NotFound(), await gate.DigestAsync(clientAddress, ct), ct);

    private SubmitOutcome.Refused? Judge(Form form, Intake known, Submission submission)
    {
        if (submission.Origin is { } origin && !form.Allows(origin, submission.SelfOrigin))
            return Refuse(RefusalReason.ForeignOrigin, FaultCode.Blocked, $"Pages of {origin} may not post to this form.");
        if (submission.Unreadable is { } unreadable)
            return unreadable;
        if (known.Control.Fault is not null)
            return Refuse(RefusalReason.ControlUnusable, FaultCode.Unspecified, "The service is out of order. Please try again later.", Later);
        if (form.WhenPaused == WhenPaused.Refuse && known.Control.StopOf(SendScope.Covering(FormLane, form.From.Address, SourceOf(form))) is not null)
            return Refuse(RefusalReason.Closed, FaultCode.Unspecified, "This form is closed for now. Please try again later.", Later);
        if (known.Sender is not { Status: SenderStatus.Verified })
            return Refuse(RefusalReason.SenderNotAllowed, FaultCode.Inactive, "This form is not active yet: its sender is not verified.", Later);
        if (sandbox.Refuses(form, known.Account))
            return Refuse(RefusalReason.Sandbox, FaultCode.Inactive, "This form cannot send at the moment. Please try again later.", Later);
        return ValidateSubmission.Faults(form, submission) is { IsEmpty: false } faults ? new SubmitOutcome.Refused(RefusalReason.Invalid, faults) : null;
    }

    private async Task<SubmitOutcome.Refused?> LimitAsync(Form form, string client, CancellationToken ct) =>
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

    private async Task<Message> AcceptAsync(Form form, Intake known, Submission submission, string? doubt, CancellationToken ct)
    {
        var draft = await DraftSubmission.OfAsync(form, submission);
        var wanted = new AcceptMessage.Wanted(ids.Next(), FormLane, SourceOf(form), draft, form.Retention)
        {
            Spam = IsRobot(form, submission) ? "honeypot" : doubt,
        };
        return await accept.AcceptAsync(wanted, known.Control, ct);
    }

    private static string SourceOf(Form form) => SendScope.Of(form.Name).Token;

    private static bool IsRobot(Form form, Submission submission) => submission.Fields.Any(field =>
        field.Value.Length > 0 && (ReservedFields.Honeypots.Contains(field.Name) || field.Name == form.Honeypot));
}
