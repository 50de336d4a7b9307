using MimeKit;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>Makes a mail of a SendEmail request, or says as SES does why it cannot.</summary>
internal static class ReadMail
{
    private const int MaxRecipients = 50;
    private const int MaxHeaders = 15;
    private const int MaxMail = 40 * 1024 * 1024;
    private const int MaxTag = 256;

    public static bool TryRead(SesRequest request, string sesId, DateTimeOffset now, out SimulatedMail mail, out SesError error)
    {
        mail = null!; // only read where this returns true
        if (Fault(request) is { } fault || Message(request, out fault) is not { } message)
        {
            error = fault ?? SesError.BadRequest("The message is missing.");
            return false;
        }

        message.MessageId = $"{sesId}@email.amazonses.com";
        message.Date = now;
        var recipients = Recipients(request, message);
        error = RecipientFault(recipients)!; // only read where this returns false
        if (error is not null)
            return false;
        var tags = (request.EmailTags ?? []).ToDictionary(tag => tag.Name ?? "", tag => tag.Value ?? "", StringComparer.Ordinal);
        mail = new SimulatedMail(sesId, message, recipients, tags, request.ConfigurationSetName);
        return true;
    }

    private static SesError? Fault(SesRequest request)
    {
        if (request.Content is not ({ Simple: not null, Raw: null } or { Simple: null, Raw: not null }))
            return SesError.BadRequest("Content must have exactly one of Simple and Raw (the simulator has no templates).");
        if (request.Content.Simple is { } simple && (simple.Subject?.Data is null || (simple.Body?.Text?.Data ?? simple.Body?.Html?.Data) is null))
            return SesError.BadRequest("A simple message needs a subject and a body.");
        if (request.Content.Simple?.Headers?.Count > MaxHeaders)
            return SesError.BadRequest($"A message can have at most {MaxHeaders} headers.");
        if (request.Content.Raw is { Data: null or { Length: 0 or > MaxMail } })
            return SesError.BadRequest("Raw data must have 1 byte to 40 MB.");
        var tags = request.EmailTags ?? [];
        if (tags.Any(tag => !IsTag(tag.Name) || !IsTag(tag.Value)))
            return SesError.BadRequest("Tag names and values have 1 to 256 of the characters A-Z, a-z, 0-9, _ and -.");
        return tags.GroupBy(tag => tag.Name).Any(same => same.Count() > 1) ? SesError.BadRequest("Duplicate tag names.") : null;
    }

    private static bool IsTag(string? text) => text is { Length: > 0 and <= MaxTag } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static MimeMessage? Message(SesRequest request, out SesError? fault)
    {
        fault = null;
        try
        {
            var message = request.Content?.Raw?.Data is { } raw ? MimeMessage.Load(new MemoryStream(raw)) : Simple(request, request.Content?.Simple);
            if (request.FromEmailAddress is { } from)
            {
                message.From.Clear();
                message.From.Add(InternetAddress.Parse(from));
            }

            if (message.From.Mailboxes.Count() == 1)
                return message;
            fault = SesError.BadRequest("Missing 'From' address.");
        }
        catch (Exception broken) when (broken is MimeKit.ParseException or FormatException)
        {
            fault = SesError.BadRequest($"The message or one of its addresses cannot be read: {broken.Message}");
        }

        return null;
    }

    private static MimeMessage Simple(SesRequest request, SesSimple? simple)
    {
        var body = new BodyBuilder { TextBody = simple?.Body?.Text?.Data, HtmlBody = simple?.Body?.Html?.Data };
        foreach (var attachment in simple?.Attachments ?? [])
        {
            body.Attachments.Add(
                attachment.FileName ?? "attachment",
                attachment.RawContent ?? [],
                ContentType.TryParse(attachment.ContentType, out var type) ? type : new ContentType("application", "octet-stream"));
        }

        var message = new MimeMessage { Subject = simple?.Subject?.Data ?? "", Body = body.ToMessageBody() };
        Add(message.To, request.Destination?.ToAddresses);
        Add(message.Cc, request.Destination?.CcAddresses);
        Add(message.ReplyTo, request.ReplyToAddresses);
        foreach (var header in simple?.Headers ?? [])
            message.Headers.Add(header.Name ?? "", header.Value ?? "");
        return message;
    }

    private static void Add(InternetAddressList list, IReadOnlyList<string>? addresses) =>
        list.AddRange((addresses ?? []).Select(InternetAddress.Parse));

    private static List<string> Recipients(SesRequest request, MimeMessage message)
    {
        var named = new[] { request.Destination?.ToAddresses, request.Destination?.CcAddresses, request.Destination?.BccAddresses }.SelectMany(some => some ?? []).ToList();
        return named.Count > 0
            ? [.. named.Select(address => MailboxAddress.TryParse(address, out var mailbox) ? mailbox.Address : address)]
            : [.. message.GetRecipients(onlyUnique: true).Select(mailbox => mailbox.Address)];
    }

    private static SesError? RecipientFault(List<string> recipients)
    {
        if (recipients.Count == 0)
            return SesError.BadRequest("Missing final recipients.");
        if (recipients.Count > MaxRecipients)
            return SesError.BadRequest($"Recipient count exceeds {MaxRecipients}.");
        if (recipients.Find(address => !address.All(char.IsAscii)) is not null)
            return SesError.BadRequest("Local address contains control or whitespace, or the domain is not in ASCII.");
        return recipients.Find(address => !EmailAddress.TryParse(address, out _)) is null ? null : SesError.BadRequest("Illegal address.");
    }
}
