using System.Text.Json;
using ServerlessMail.Local.Ses.Sending;

namespace ServerlessMail.Local.Ses.Events;

/// <summary>What SES publishes of a mail: that it took it, then what became of it at its recipients.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html; the words of the bounces and of the complaint are those
/// that AWS's own mailbox simulator and account-level suppression list answer.
/// </remarks>
internal static class SesEvents
{
    /// <summary>How long a mail is on its way to the receiving host, and an answer on its way back.</summary>
    public static readonly TimeSpan Travel = TimeSpan.FromMilliseconds(300);

    private const string UserUnknown = "smtp; 550 5.1.1 user unknown";
    private const string OnSuppressionList =
        "Amazon SES did not send the message to this address because it is on the suppression list for your account. For more information about "
        + "removing addresses from the suppression list, see the Amazon SES Developer Guide at "
        + "https://docs.aws.amazon.com/ses/latest/DeveloperGuide/sending-email-suppression-list.html";

    /// <summary>All events of a mail, in the order in which they happen.</summary>
    public static IReadOnlyList<SesEvent> Of(SimulatedMail mail, string identity, string region, DateTimeOffset sent)
    {
        var writer = new EventWriter(mail, identity, region, sent);
        var arrived = sent + Travel;
        var events = new List<SesEvent> { writer.Write("Send", sent, _ => { }) };
        Add("Delivery", arrived, (json, to) => Delivery(json, to, sent, arrived), Fate.Delivered, Fate.Complained);
        Add("Bounce", arrived, (json, to) => Bounce(json, to, arrived, "General", UserUnknown, "dns; smtp-out.amazonses.com"), Fate.Bounced);
        Add("Bounce", arrived, (json, to) => Bounce(json, to, arrived, "OnAccountSuppressionList", OnSuppressionList, "dns; amazonses.com"), Fate.Suppressed);
        Add("Complaint", arrived + Travel, (json, to) => Complaint(json, to, arrived + Travel), Fate.Complained);
        return events;

        void Add(string type, DateTimeOffset at, Action<Utf8JsonWriter, IReadOnlyList<string>> write, params Fate[] fates)
        {
            var recipients = mail.Asked.Recipients.Where(recipient => fates.Contains(MailboxSimulator.FateOf(recipient))).ToArray();
            if (recipients.Length > 0)
                events.Add(writer.Write(type, at, json => write(json, recipients)));
        }
    }

    private static void Delivery(Utf8JsonWriter json, IReadOnlyList<string> recipients, DateTimeOffset sent, DateTimeOffset at)
    {
        json.WriteString("timestamp", EventWriter.Text(at));
        json.WriteNumber("processingTimeMillis", (long)(at - sent).TotalMilliseconds);
        EventWriter.WriteTexts(json, "recipients", recipients);
        json.WriteString("smtpResponse", "250 2.6.0 Message received");
        json.WriteString("remoteMtaIp", "127.0.0.1");
        json.WriteString("reportingMTA", "smtp-out.amazonses.com");
    }

    private static void Bounce(Utf8JsonWriter json, IReadOnlyList<string> recipients, DateTimeOffset at, string subType, string diagnosticCode, string reportingMta)
    {
        json.WriteString("feedbackId", AwsId.New(at));
        json.WriteString("bounceType", "Permanent");
        json.WriteString("bounceSubType", subType);
        json.WriteStartArray("bouncedRecipients");
        foreach (var recipient in recipients)
        {
            json.WriteStartObject();
            json.WriteString("emailAddress", recipient);
            json.WriteString("action", "failed");
            json.WriteString("status", "5.1.1");
            json.WriteString("diagnosticCode", diagnosticCode);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("timestamp", EventWriter.Text(at));
        json.WriteString("reportingMTA", reportingMta);
    }

    private static void Complaint(Utf8JsonWriter json, IReadOnlyList<string> recipients, DateTimeOffset at)
    {
        json.WriteString("feedbackId", AwsId.New(at));
        json.WriteNull("complaintSubType");
        json.WriteStartArray("complainedRecipients");
        foreach (var recipient in recipients)
        {
            json.WriteStartObject();
            json.WriteString("emailAddress", recipient);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("timestamp", EventWriter.Text(at));
        json.WriteString("userAgent", "Amazon SES Mailbox Simulator");
        json.WriteString("complaintFeedbackType", "abuse");
        json.WriteString("arrivalDate", EventWriter.Text(at));
    }
}
