using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Mail;

/// <summary>
/// What a message will say, as it was accepted: fixed addresses and the visitor's fields in their order. It is kept instead of the
/// composed mail because it is a third of its size; <see cref="ComposeMail"/> lays it out just before the send.
/// </summary>
public sealed record MailDraft
{
    /// <summary>The form that the fields were posted to.</summary>
    public required FormName Form { get; init; }

    public required Mailbox From { get; init; }

    /// <summary>1 to 50 addresses, from the form's definition alone.</summary>
    public required ImmutableArray<EmailAddress> To { get; init; }

    public EmailAddress? ReplyTo { get; init; }

    /// <summary>One line, at most <see cref="HeaderText.MaxSubject"/> characters.</summary>
    public required string Subject { get; init; }

    public required ImmutableArray<SubmittedField> Fields { get; init; }

    /// <summary>The files that go with it; null: none.</summary>
    public ImmutableArray<AttachedFile>? Attachments { get; init; }
}
