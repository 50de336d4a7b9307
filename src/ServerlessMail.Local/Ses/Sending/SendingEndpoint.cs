using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>SendEmail.</summary>
internal sealed class SendingEndpoint(MailTable mails, TimeProvider time)
{
    public async Task SendAsync(SesExchange exchange)
    {
        if (exchange.Read(SesWireJson.Default.SendEmailBody) is not { } body)
        {
            await exchange.RefuseAsync(SesError.Malformed());
            return;
        }

        if (OutgoingMail.Read(body, out var asked) is { } wrong)
        {
            await exchange.RefuseAsync(wrong);
            return;
        }

        var mail = SimulatedMail.Of(asked, time.GetUtcNow());
        if (await mails.TakeAsync(mail, exchange.Region, exchange.Aborted) is { } refused)
            await exchange.RefuseAsync(refused);
        else
            await exchange.AnswerAsync(json => json.WriteString("MessageId", mail.SesId));
    }
}
