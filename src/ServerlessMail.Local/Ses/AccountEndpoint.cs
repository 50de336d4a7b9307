using ServerlessMail.Local.Ses.Sending;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses;

/// <summary>GetAccount and PutAccountSendingAttributes.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html and its neighbour.</remarks>
internal sealed class AccountEndpoint(MailTable mails, SesSimulatorOptions options)
{
    public async Task GetAsync(SesExchange exchange)
    {
        var sent = await mails.RecipientsOfDayAsync(exchange.Aborted);
        var sending = await mails.IsSendingAsync(exchange.Aborted);
        await exchange.AnswerAsync(json =>
        {
            json.WriteBoolean("DedicatedIpAutoWarmupEnabled", value: false);
            json.WriteString("EnforcementStatus", "HEALTHY");
            json.WriteBoolean("ProductionAccessEnabled", value: true);
            json.WriteStartObject("SendQuota");
            json.WriteNumber("Max24HourSend", (double)options.Max24HourSend);
            json.WriteNumber("MaxSendRate", (double)options.MaxSendRate);
            json.WriteNumber("SentLast24Hours", (double)sent);
            json.WriteEndObject();
            json.WriteBoolean("SendingEnabled", sending);
        });
    }

    public async Task PutSendingAsync(SesExchange exchange)
    {
        if (exchange.Read(SesWireJson.Default.SendingBody) is not { } body)
        {
            await exchange.RefuseAsync(SesError.Malformed());
            return;
        }

        // AWS's model: a flag that is left out is false.
        await mails.SetSendingAsync(body.SendingEnabled ?? false, exchange.Aborted);
        await exchange.AnswerAsync(_ => { });
    }
}
