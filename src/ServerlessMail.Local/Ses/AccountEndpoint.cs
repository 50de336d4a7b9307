using ServerlessMail.Local.Ses.Sending;

namespace ServerlessMail.Local.Ses;

/// <summary>GetAccount.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html</remarks>
internal sealed class AccountEndpoint(MailTable mails, SesSimulatorOptions options, TimeProvider time)
{
    public async Task GetAsync(SesExchange exchange)
    {
        var sent = await mails.RecipientsSinceAsync(time.GetUtcNow().AddHours(-24), exchange.Aborted);
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
            json.WriteBoolean("SendingEnabled", value: true);
        });
    }
}
