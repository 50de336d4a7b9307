using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Account;

/// <summary>GetAccount and PutAccountSendingAttributes.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html and its neighbour.</remarks>
internal sealed class AccountEndpoint(AccountTable accounts)
{
    public async Task GetAsync(SesExchange exchange)
    {
        var account = await accounts.ReadAsync(exchange.Aborted);
        await exchange.AnswerAsync(json =>
        {
            json.WriteBoolean("DedicatedIpAutoWarmupEnabled", value: false);
            json.WriteString("EnforcementStatus", account.Enforcement.ToString().ToUpperInvariant());
            json.WriteBoolean("ProductionAccessEnabled", !account.IsSandboxed);
            json.WriteStartObject("SendQuota");
            json.WriteNumber("Max24HourSend", (double)account.Max24HourSend);
            json.WriteNumber("MaxSendRate", account.MaxSendRate);
            json.WriteNumber("SentLast24Hours", (double)account.SentLast24Hours);
            json.WriteEndObject();
            json.WriteBoolean("SendingEnabled", account.IsSending);
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
        await accounts.SetSendingAsync(body.SendingEnabled ?? false, exchange.Aborted);
        await exchange.AnswerAsync(_ => { });
    }
}
