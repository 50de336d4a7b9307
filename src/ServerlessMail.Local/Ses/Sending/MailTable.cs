using System.Text.Json;
using Microsoft.Data.Sqlite;
using MimeKit;
using ServerlessMail.Core.Mail;
using ServerlessMail.Local.Ses.Identities;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The mails that the simulator took. A mail and what it tells of it are one transaction: neither is ever there without the other.</summary>
internal sealed class MailTable(SqliteDatabase database, TimeProvider time)
{
    private const int MaxSnippet = 160;

    /// <summary>How long a mail is on its way to the receiving host.</summary>
    private static readonly TimeSpan Travel = TimeSpan.FromMilliseconds(300);

    /// <summary>Takes a mail from a verified address; false if the address is not verified.</summary>
    public Task<bool> TryTakeAsync(SimulatedMail mail, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var from = mail.Message.From.Mailboxes.First().Address;
            if (!EmailAddress.TryParse(from, out var address) || !IdentityTable.IsVerified(connection, address))
                return false;
            var now = time.GetUtcNow();
            Insert(connection, mail, now);
            connection.Execute(
                "INSERT INTO ses_usage (sent_at, recipients) VALUES ($at, $recipients)", ("$at", now.ToUnixTimeMilliseconds()), ("$recipients", mail.Recipients.Count));
            if (mail.ConfigurationSet is not null)
            {
                QueueTable.Enqueue(connection, QueueTable.Feedback, SesEvents.Send(mail, now), now);
                QueueTable.Enqueue(connection, QueueTable.Feedback, SesEvents.Delivery(mail, now, now + Travel), now + Travel);
            }

            return true;
        },
        ct);

    /// <summary>How many recipients were sent to since a moment.</summary>
    public Task<long> RecipientsSinceAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(
        connection => connection.Scalar<long>(
            "SELECT coalesce(sum(recipients), 0) FROM ses_usage WHERE sent_at > $since", ("$since", since.ToUnixTimeMilliseconds())),
        ct);

    private static void Insert(SqliteConnection connection, SimulatedMail mail, DateTimeOffset now)
    {
        using var source = new MemoryStream();
        mail.Message.WriteTo(source);
        connection.Execute(
            """
            INSERT INTO ses_mail (ses_id, sent_at, mail_from, mail_to, subject, snippet, attachments, recipients, tags, configuration_set, source)
            VALUES ($id, $at, $from, $to, $subject, $snippet, $attachments, $recipients, $tags, $set, $source)
            """,
            ("$id", mail.SesId),
            ("$at", now.ToUnixTimeMilliseconds()),
            ("$from", People(mail.Message.From)),
            ("$to", People(mail.Message.To)),
            ("$subject", mail.Message.Subject ?? ""),
            ("$snippet", Snippet(mail.Message)),
            ("$attachments", mail.Message.Attachments.Count()),
            ("$recipients", JsonSerializer.Serialize(mail.Recipients, MailColumns.Default.IReadOnlyListString)),
            ("$tags", JsonSerializer.Serialize(mail.Tags, MailColumns.Default.IReadOnlyDictionaryStringString)),
            ("$set", mail.ConfigurationSet),
            ("$source", source.ToArray()));
    }

    private static string People(InternetAddressList addresses) =>
        string.Join(", ", addresses.Mailboxes.Select(mailbox => string.IsNullOrEmpty(mailbox.Name) ? mailbox.Address : $"{mailbox.Name} <{mailbox.Address}>"));

    private static string Snippet(MimeMessage message)
    {
        var words = string.Join(' ', (message.TextBody ?? "").Split((char[]?)null, 60, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxSnippet ? words : words[..(char.IsHighSurrogate(words[MaxSnippet - 1]) ? MaxSnippet - 1 : MaxSnippet)];
    }
}
