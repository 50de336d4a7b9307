using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Forms.Judging;

/// <summary>
/// The rules for submissions, in their order: those that refuse, then those that only look for spam. <see cref="SubmitForm"/> acts on them and
/// <c>smail explain</c> shows them. Nothing is written. Thread-safe.
/// </summary>
public sealed class JudgeSubmission
{
    /// <summary>The lane of all forms' mail.</summary>
    internal const Lane FormLane = Lane.Normal;

    /// <summary>When a visitor may try again where nobody can say how long the obstacle lasts.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    private readonly ImmutableArray<IntakeRule> _rules;

    private readonly PageStamps _stamps;
    private readonly TimeProvider _time;

    public JudgeSubmission(SandboxGate sandbox, KeepFiles files, PageStamps stamps, TimeProvider time)
    {
        _stamps = stamps;
        _time = time;
        _rules =
        [
            new("origin", Origin),
            new("body", its => its.Submission.Unreadable is { } unreadable ? new Verdict.Refuses(unreadable) : Verdict.Pass),
            new("control", Control),
            new("open", Open),
            new("sender", SenderOf),
            new("sandbox", its => sandbox.Refuses(its.Form, its.Known.Account)
                ? Refuse(RefusalReason.Sandbox, FaultCode.Inactive, "This form cannot send at the moment. Please try again later.", Later)
                : Verdict.Pass),
            new("files", its => FilesOf(its, files)),
            new("fields", Fields),
            new("honeypot", Honeypot),
            new("source", SourceSigns.Of),
            new("pace", PaceSigns.Of),
            new("content", ContentSigns.Of),
            new("block", BlockedSigns.Of),
        ];
    }

    /// <summary>The rules' names, in their order.</summary>
    public IEnumerable<string> Rules => _rules.Select(rule => rule.Name);

    /// <summary>Judges a submission; after a refusal no further rule is asked.</summary>
    public async ValueTask<Judgement> JudgeAsync(Form form, Intake known, Submission submission, CancellationToken ct)
    {
        var stamp = await _stamps.ReadAsync(form.Name, submission.Value(ReservedFields.Stamp), ct);
        var its = new IntakeCase(form, known, submission, _time.GetUtcNow(), SessionData.Read(submission.SessionData), stamp);
        var findings = ImmutableArray.CreateBuilder<Finding>(_rules.Length);
        foreach (var rule in _rules)
        {
            findings.Add(new Finding(rule.Name, rule.Judge(its)));
            if (findings[^1].Verdict is Verdict.Refuses)
                break;
        }

        return new Judgement(findings.ToImmutable());
    }

    private static Verdict Origin(IntakeCase its) => its.Submission.Origin is { } origin && !its.Form.Allows(origin, its.Submission.SelfOrigin)
        ? Refuse(RefusalReason.ForeignOrigin, FaultCode.Blocked, $"Pages of {origin} may not post to this form.")
        : Verdict.Pass;

    private static Verdict Control(IntakeCase its) => its.Known.Control.Fault is not null
        ? Refuse(RefusalReason.ControlUnusable, FaultCode.Unspecified, "The service is out of order. Please try again later.", Later)
        : Verdict.Pass;

    private static Verdict Open(IntakeCase its)
    {
        var scopes = SendScope.Covering(FormLane, its.Form.From.Address, SendScope.Of(its.Form.Name).Token);
        return its.Form.WhenPaused == WhenPaused.Refuse && its.Known.Control.StopOf(scopes) is not null
            ? Refuse(RefusalReason.Closed, FaultCode.Unspecified, "This form is closed for now. Please try again later.", Later)
            : Verdict.Pass;
    }

    private static Verdict SenderOf(IntakeCase its) => its.Known.Sender is { Status: SenderStatus.Verified }
        ? Verdict.Pass
        : Refuse(RefusalReason.SenderNotAllowed, FaultCode.Inactive, "This form is not active yet: its sender is not verified.", Later);

    private static Verdict FilesOf(IntakeCase its, KeepFiles files) => JudgeFiles.RefusalOf(its.Form, its.Submission.Files) is { } refusal ? new Verdict.Refuses(refusal)
        : !its.Submission.Files.IsEmpty && !files.IsPossible
            ? Refuse(RefusalReason.NoPlaceForFiles, FaultCode.Inactive, "This form cannot take files at the moment. Please try again later.", Later)
            : Verdict.Pass;

    private static Verdict Fields(IntakeCase its) => ValidateSubmission.Faults(its.Form, its.Submission) is { IsEmpty: false } faults
        ? new Verdict.Refuses(new SubmitOutcome.Refused(RefusalReason.Invalid, faults))
        : Verdict.Pass;

    private static Verdict Honeypot(IntakeCase its) => Verdict.Of(Forms.Honeypot.IsFilled(its.Form, its.Submission)
        ? new Sign("honeypot", Judgement.SpamFrom, "A field that people never see is filled in.")
        : null);

    private static Verdict.Refuses Refuse(RefusalReason reason, FaultCode code, string message, TimeSpan? retryAfter = null) =>
        new(new SubmitOutcome.Refused(reason, [new FieldFault(null, code, message)], retryAfter));
}
