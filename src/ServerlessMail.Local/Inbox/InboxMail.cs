using MimeKit;

namespace ServerlessMail.Local.Inbox;

/// <summary>A whole mail.</summary>
internal sealed record InboxMail(InboxItem Item, MimeMessage Message, byte[] Source)
{
    /// <summary>What comes along beside the text and the HTML, in order.</summary>
    public IReadOnlyList<InboxFile> Files { get; } = [.. Message.BodyParts.Where(InboxFile.IsFile).Select((part, number) => new InboxFile(number, part))];

    /// <summary>Who got it without standing in its headers.</summary>
    public IEnumerable<string> Hidden => Item.Recipients.Except(
        Message.To.Mailboxes.Concat(Message.Cc.Mailboxes).Select(mailbox => mailbox.Address), StringComparer.OrdinalIgnoreCase);
}
