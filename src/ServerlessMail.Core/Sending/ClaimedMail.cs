using System.Collections.Immutable;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>A message that this worker has claimed, and nobody else may send.</summary>
/// <param name="Message">As it stands since the claim.</param>
/// <param name="Draft">What it says.</param>
/// <param name="Attachments">The files that go with it.</param>
/// <param name="Started">The monotonic time just before the allowlist was asked and the claim was written.</param>
public sealed record ClaimedMail(Message Message, MailDraft Draft, ImmutableArray<MailAttachment> Attachments, long Started)
{
    /// <summary>What it asks of the control item.</summary>
    public GrantRequest.Item Asks { get; } = new(Message.Recipients, SendScope.Covering(Message.Lane, Draft.From.Address, Message.Source));
}
