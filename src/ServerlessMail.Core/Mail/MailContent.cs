using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;

namespace ServerlessMail.Core.Mail;

/// <summary>One mail, ready for a transport: every address parsed, the subject one line, text and HTML laid out.</summary>
public sealed record MailContent
{
    public required Mailbox From { get; init; }

    /// <summary>1 to 50 addresses (the limit of one SES call).</summary>
    public required ImmutableArray<EmailAddress> To { get; init; }

    public EmailAddress? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];
}
