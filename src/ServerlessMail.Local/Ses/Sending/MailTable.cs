using System.Text.Json;
using Microsoft.Data.Sqlite;
using MimeKit;
using MimeKit.Text;
using ServerlessMail.Local.Ses.Account;
using ServerlessMail.Local.Ses.Events;
using ServerlessMail.Local.Ses.Faults;
using ServerlessMail.Local.Ses.Identities;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The mails that the simulator took. A mail and what it tells of it are one transaction: neither is ever there without the other.</summary>
internal sealed class MailTable(SqliteDatabase database, FaultPlan faults, TimeProvider time)
{
    /// <summary>Takes a mail, or says why the account may not send it.</summary>
    public Task<SesError?> TakeAsync(SimulatedMail mail, string region, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var now = time.GetUtcNow();
            var account = AccountTable.Read(connection, now);
            if (Refusal(connection, account, mail, region) is { } refusal)
                return refusal;
            Insert(connection, mail, now);
            AccountTable.Count(connection, account, mail.Asked.Recipients.Count, mail.Asked.Recipients.Count(to => !MailboxSimulator.Has(to)), now);
            if (mail.Asked.ConfigurationSet is not null)
                Publish(connection, mail, region, now);
            return null;
        },
        ct);

    /// <summary>The order of SES: the account, its rate and its day, then the identities.</summary>
    private static SesError? Refusal(SqliteConnection connection, SimulatedAccount account, SimulatedMail mail, string region)
    {
        if (account.Refusal() is { } refusal)
            return refusal;
        var checkedRecipients = account.IsSandboxed ? mail.Asked.Recipients.Where(recipient => !MailboxSimulator.Has(recipient)) : [];
        var unverified = mail.Asked.Senders.Concat(checkedRecipients)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(address => !IdentityTable.IsVerified(connection, address))
            .ToArray();
        return unverified.Length > 0 ? SesError.NotVerified(region, unverified) : null;
    }

    private void Publish(SqliteConnection connection, SimulatedMail mail, string region, DateTimeOffset now)
    {
        // It was found when the sender was checked.
        var identity = IdentityTable.Covering(connection, mail.Asked.Senders[0])!;
        foreach (var told in EventFaults.Apply(faults.All(FaultMoment.Events), SesEvents.Of(mail, identity, region, now)))
            QueueTable.Enqueue(connection, QueueTable.Feedback, told.Body, told.At);
    }

    private static void Insert(SqliteConnection connection, SimulatedMail mail, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO ses_mail (ses_id, sent_at, mail_from, mail_to, subject, snippet, attachments, recipients, tags, configuration_set, source)
        VALUES ($id, $at, $from, $to, $subject, $snippet, $attachments, $recipients, $tags, $set, $source)
        """,
        ("$id", mail.SesId),
        ("$at", now.ToUnixTimeMilliseconds()),
        ("$from", string.Join(", ", People(mail.Message.From))),
        ("$to", Json(People(mail.Message.To))),
        ("$subject", mail.Message.Subject ?? ""),
        ("$snippet", Snippet(mail.Message)),
        ("$attachments", mail.Message.Attachments.Count()),
        ("$recipients", Json(mail.Asked.Recipients)),
        ("$tags", JsonSerializer.Serialize(mail.Asked.Tags.Values, MailColumns.Legible.IReadOnlyDictionaryStringString)),
        ("$set", mail.Asked.ConfigurationSet),
        ("$source", mail.Source));

    private static List<string> People(InternetAddressList addresses) =>
        [.. addresses.Mailboxes.Select(mailbox => string.IsNullOrEmpty(mailbox.Name) ? mailbox.Address : $"{mailbox.Name} <{mailbox.Address}>")];

    private static string Json(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts, MailColumns.Legible.IReadOnlyListString);

    private static string Snippet(MimeMessage message)
    {
        var preview = message.TextBody is { } text ? new PlainTextPreviewer().GetPreviewText(text)
            : message.HtmlBody is { } html ? new HtmlTextPreviewer().GetPreviewText(html)
            : "";
        return string.Join(' ', preview.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
