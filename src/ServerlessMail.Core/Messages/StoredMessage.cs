using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Messages;

/// <summary>A message and what it will say; the draft is null once its retention is over.</summary>
public sealed record StoredMessage(Message Message, MailDraft? Draft);
