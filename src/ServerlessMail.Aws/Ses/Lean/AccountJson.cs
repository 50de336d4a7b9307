using System.Text.Json;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>GetAccount's answer.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html</remarks>
internal static class AccountJson
{
    public static GetAccountResponse Read(JsonElement json) => new()
    {
        EnforcementStatus = json.Text("EnforcementStatus"),
        ProductionAccessEnabled = json.Flag("ProductionAccessEnabled"),
        SendingEnabled = json.Flag("SendingEnabled"),
        SendQuota = json.TryGetProperty("SendQuota", out var quota)
            ? new SendQuota
            {
                Max24HourSend = quota.Number("Max24HourSend"),
                MaxSendRate = quota.Number("MaxSendRate"),
                SentLast24Hours = quota.Number("SentLast24Hours"),
            }
            : null,
    };
}
