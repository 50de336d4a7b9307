using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Ses;

/// <summary>Hands mail to SES: one call for each send, whatever happens, and every answer and fault as an outcome. Thread-safe.</summary>
internal sealed partial class SesTransport(IAmazonSimpleEmailServiceV2 ses, SesSettings settings, ILogger<SesTransport> log) : IMailTransport
{
    private const string Charset = "UTF-8";

    public async Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        var call = new OneCall();
        try
        {
            var response = await call.RunAsync(() => ses.SendEmailAsync(Request(mail, tags), ct));
            return string.IsNullOrEmpty(response.MessageId) ? new SendOutcome.Uncertain("answer-unreadable") : new SendOutcome.Sent(response.MessageId);
        }
        catch (Exception fault)
        {
            // No exception text: what SES says of a mail may repeat its addresses.
            Failed(log, tags.Message, fault.GetType().Name, (fault as AmazonServiceException)?.ErrorCode ?? fault.InnerException?.GetType().Name);
            return SesOutcome.Of(fault, call.HasBegun);
        }
    }

    private SendEmailRequest Request(MailContent mail, SendTags tags) => new()
    {
        FromEmailAddress = EncodedWord.Of(mail.From),
        Destination = new Destination { ToAddresses = [.. mail.To.Select(to => to.ToString())] },
        ReplyToAddresses = mail.ReplyTo is { } replyTo ? [replyTo.ToString()] : null,
        Content = new EmailContent
        {
            Simple = new()
            {
                Subject = Text(mail.Subject),
                Body = new Body { Text = Text(mail.Text), Html = Text(mail.Html) },
                Attachments = mail.Attachments.IsEmpty ? null : [.. mail.Attachments.Select(File)],
            },
        },
        EmailTags =
        [
            new MessageTag { Name = SendTags.MessageTag, Value = tags.Message.ToString() },
            new MessageTag { Name = SendTags.AttemptTag, Value = $"{tags.Attempt}" },
            new MessageTag { Name = SendTags.LaneTag, Value = tags.Lane.ToString().ToLowerInvariant() },
        ],
        ConfigurationSetName = settings.ConfigurationSet,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "SES did not take message {MessageId} for certain: {Fault} ({Code}).")]
    private static partial void Failed(ILogger logger, MessageId messageId, string fault, string? code);

    private static Attachment File(MailAttachment file) => new()
    {
        FileName = file.Name,
        ContentType = file.MediaType,
        ContentDisposition = AttachmentContentDisposition.ATTACHMENT,
        RawContent = new MemoryStream(file.Content.ToArray(), writable: false),
    };

    private static Content Text(string data) => new() { Charset = Charset, Data = data };
}
