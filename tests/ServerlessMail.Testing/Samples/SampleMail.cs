using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Testing.Samples;

/// <summary>Forms, drafts, messages and senders as they commonly are; a test says with <c>with</c> what is different in its case.</summary>
public static class SampleMail
{
    public static Form Form(string name = "contact") => new()
    {
        Name = FormName.Parse(name),
        To = [EmailAddress.Parse("owner@example.com")],
        From = Mailbox.Parse("Forms <forms@example.com>"),
        Origins = ["https://www.example.com", Core.Forms.Form.Self],
    };

    public static MailDraft Draft(string form = "contact", string message = "Guten Tag, \"hello\" and\r\n\tgood bye: 🙂 \0 'quoted' & <b>") => new()
    {
        Form = FormName.Parse(form),
        From = Mailbox.Parse("Forms <forms@example.com>"),
        To = [EmailAddress.Parse("owner@example.com"), EmailAddress.Parse("second@example.com")],
        ReplyTo = EmailAddress.Parse("Visitor@example.org"),
        Subject = "Message from Zoë 🙂",
        Fields = [new("name", "Zoë"), new("choice", "a"), new("choice", "b"), new("message", message)],
    };

    /// <summary>A message that was just accepted and is due in a minute.</summary>
    public static Message Message(DateTimeOffset at, Lane lane = Lane.Normal) =>
        Core.Messages.Message.Accept(Id(at), lane, "form:contact", 2, at, WorkDue.At(at + TimeSpan.FromMinutes(1)));

    /// <summary>A new id of a moment.</summary>
    public static MessageId Id(DateTimeOffset at)
    {
        Span<byte> random = stackalloc byte[10];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);
        return MessageId.New(at, random);
    }

    public static Sender Sender(string identity = "forms@example.com", SenderStatus status = SenderStatus.Verified) =>
        new(identity, status, new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero), "tester");
}
