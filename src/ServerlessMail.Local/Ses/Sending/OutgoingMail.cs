using MimeKit;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>A mail that was asked for rightly; whether it may be sent is not yet decided.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html and https://docs.aws.amazon.com/ses/latest/dg/quotas.html. The
/// types of the errors are SES's; their texts are for people.
/// </remarks>
internal sealed class OutgoingMail
{
    private const int MaxRecipients = 50;
    private const int MaxSetName = 64;

    private readonly InternetAddressList _envelope = [];

    private OutgoingMail(string? configurationSet) => ConfigurationSet = configurationSet;

    public MimeMessage Message { get; private set; } = new();

    public MessageTags Tags { get; } = new();

    /// <summary>Whose events are published; null: nobody's.</summary>
    public string? ConfigurationSet { get; }

    /// <summary>The envelope: 1 to 50 addresses.</summary>
    public IReadOnlyList<string> Recipients => [.. _envelope.Mailboxes.Select(mailbox => mailbox.Address)];

    /// <summary>Every address that the mail claims to come from: each needs a verified identity.</summary>
    public IReadOnlyList<string> Senders => [.. Message.From.Mailboxes
        .Concat(Message.Sender is { } sender ? [sender] : Array.Empty<MailboxAddress>())
        .Select(mailbox => mailbox.Address)
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Makes a mail of a request, or says what SES would refuse about it.</summary>
    public static SesError? Read(SendEmailBody body, out OutgoingMail mail)
    {
        mail = new OutgoingMail(body.ConfigurationSetName);
        return mail.ReadContent(body)
            ?? mail.ReadEnvelope(body.Destination)
            ?? mail.CheckAddresses()
            ?? mail.Tags.Read(body.EmailTags)
            ?? CheckName(body.ConfigurationSetName);
    }

    private SesError? ReadContent(SendEmailBody body) => body.Content switch
    {
        { Simple: { } simple, Raw: null, Template: null } => ReadSimple(body, simple),
        { Raw: { } raw, Simple: null, Template: null } => ReadRaw(body, raw),
        { Template: { } template, Simple: null, Raw: null } => SesError.NotFound($"Template {template.TemplateName} does not exist."),
        _ => SesError.BadRequest("Content must contain exactly one of Simple, Raw or Template."),
    };

    private SesError? ReadSimple(SendEmailBody body, SimpleBody simple)
    {
        if (body.FromEmailAddress is null)
            return SesError.BadRequest("FromEmailAddress is required.");
        return SesAddress.Read([body.FromEmailAddress], Message.From)
            ?? SesAddress.Read(body.Destination?.ToAddresses, Message.To)
            ?? SesAddress.Read(body.Destination?.CcAddresses, Message.Cc)
            ?? SesAddress.Read(body.ReplyToAddresses, Message.ReplyTo)
            ?? SimpleMail.Fill(Message, simple);
    }

    private SesError? ReadRaw(SendEmailBody body, RawBody raw)
    {
        if (RawMail.Read(raw, out var message) is { } error)
            return error;
        Message = message;
        if (Message.From.Count > 0)
            return body.FromEmailAddress is null ? null : SesAddress.Read([body.FromEmailAddress], [.. Message.From]);
        return body.FromEmailAddress is null
            ? SesError.BadRequest("Missing required header 'From'.")
            : SesAddress.Read([body.FromEmailAddress], Message.From);
    }

    private SesError? ReadEnvelope(DestinationBody? destination)
    {
        if (SesAddress.Read([.. destination?.ToAddresses ?? [], .. destination?.CcAddresses ?? [], .. destination?.BccAddresses ?? []], _envelope) is { } error)
            return error;
        if (_envelope.Count == 0)
            _envelope.AddRange([.. Message.To, .. Message.Cc, .. Message.Bcc]);
        // Who is in Bcc is known to the envelope alone.
        Message.Bcc.Clear();
        return _envelope.Mailboxes.Count() switch
        {
            0 => SesError.BadRequest("At least one recipient is required."),
            > MaxRecipients => SesError.BadRequest($"Recipient count exceeds {MaxRecipients}."),
            _ => null,
        };
    }

    /// <summary>A From of nothing but empty groups has no address that could be verified.</summary>
    private SesError? CheckAddresses() => !Message.From.Mailboxes.Any()
        ? SesError.BadRequest("Missing required header 'From'.")
        : SesAddress.Check(Message.From) ?? SesAddress.Check(_envelope);

    private static SesError? CheckName(string? configurationSet) =>
        configurationSet is null || (configurationSet.Length is > 0 and <= MaxSetName && configurationSet.All(MessageTags.IsTagCharacter))
            ? null
            : SesError.BadRequest($"ConfigurationSetName may contain letters, digits, underscores and dashes, at most {MaxSetName} of them.");
}
