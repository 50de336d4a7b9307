using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>SendEmail.</summary>
internal sealed class SendingEndpoint(MailTable mails, TimeProvider time)
{
    public async Task SendAsync(SesExchange exchange)
    {
        if (exchange.Read(SesRequestJson.Default.SesRequest) is not { } request)
            await exchange.RefuseAsync(SesError.Malformed());
        else if (!ReadMail.TryRead(request, NewId(), time.GetUtcNow(), out var mail, out var error))
            await exchange.RefuseAsync(error);
        else if (!await mails.TryTakeAsync(mail, exchange.Aborted))
            await exchange.RefuseAsync(NotVerified(mail, exchange.Region));
        else
            await exchange.AnswerAsync(json => json.WriteString("MessageId", mail.SesId));
    }

    private static SesError NotVerified(SimulatedMail mail, string region) => SesError.Rejected(
        $"Email address is not verified. The following identities failed the check in region {region.ToUpperInvariant()}: {mail.Message.From.Mailboxes.First().Address}");

    /// <summary>An id in the shape of SES's own: the moment, then chance.</summary>
    private string NewId()
    {
        var chance = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"0100{time.GetUtcNow().ToUnixTimeMilliseconds():x12}-{chance[..8]}-{chance[8..12]}-{chance[12..16]}-{chance[16..20]}-{chance[20..]}-000000");
    }
}
