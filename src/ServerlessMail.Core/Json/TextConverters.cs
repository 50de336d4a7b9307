using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core;

internal sealed class EmailAddressJson() : TextConverter<EmailAddress>(EmailAddress.Parse);

internal sealed class MailboxJson() : TextConverter<Mailbox>(Mailbox.Parse);

internal sealed class MessageIdJson() : TextConverter<MessageId>(MessageId.Parse);

internal sealed class WorkDueJson() : TextConverter<WorkDue>(WorkDue.FromKey);

internal sealed class FormNameJson() : TextConverter<FormName>(FormName.Parse);

internal sealed class DigestJson() : TextConverter<Digest>(Digest.Parse);
