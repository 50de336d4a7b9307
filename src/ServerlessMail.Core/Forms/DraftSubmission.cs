using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Forms;

/// <summary>Makes the draft of a valid submission: addresses from the form alone, Reply-To and the subject from the visitor's fields.</summary>
public static class DraftSubmission
{
    public static async ValueTask<MailDraft> OfAsync(Form form, Submission submission, ImmutableArray<AttachedFile> files = default) => new()
    {
        Form = form.Name,
        From = form.From,
        To = form.To,
        ReplyTo = EmailAddress.TryParse(submission.FirstValue("_replyto", "replyto", "email", "Email"), out var visitor) ? visitor : null,
        Subject = await SubjectAsync(form, submission),
        Fields = submission.Fields.Where(field => !ReservedFields.IsReserved(field.Name) && field.Name != form.Honeypot).ToImmutableArray(),
        Attachments = files.IsDefaultOrEmpty ? null : files,
    };

    private static async ValueTask<string> SubjectAsync(Form form, Submission submission)
    {
        var subject = ValidateSubmission.Template(form) is { } template
            ? await template.RenderAsync(submission.Fields)
            : HeaderText.Subject(submission.FirstValue("_subject", "subject") ?? "");
        return subject.Length > 0 ? subject : $"New submission to {form.Name}";
    }
}
