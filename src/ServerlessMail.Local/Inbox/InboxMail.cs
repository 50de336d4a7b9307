using MimeKit;

namespace ServerlessMail.Local.Inbox;

/// <summary>A whole mail.</summary>
internal sealed record InboxMail(InboxItem Item, MimeMessage Message, byte[] Source);
