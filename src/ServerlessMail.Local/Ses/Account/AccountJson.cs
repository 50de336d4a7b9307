using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Account;

/// <summary><c>GET /inbox/api/account</c>; everything but <see cref="SentLast24Hours"/> may be changed.</summary>
internal sealed record AccountStateJson(
    bool Sandbox,
    double MaxSendRate,
    long Max24HourSend,
    long SentLast24Hours,
    bool SendingEnabled,
    EnforcementStatus Enforcement,
    string Verify)
{
    public static AccountStateJson Of(SimulatedAccount account) => new(
        account.IsSandboxed,
        account.MaxSendRate,
        account.Max24HourSend,
        account.SentLast24Hours,
        account.IsSending,
        account.Enforcement,
        account.VerifiesAtOnce ? "auto" : "manual");
}

/// <summary>A misspelt member is an error, not a change that silently does nothing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(EnforcementStatusJson)])]
[JsonSerializable(typeof(AccountStateJson))]
[JsonSerializable(typeof(AccountChange))]
internal sealed partial class AccountJson : JsonSerializerContext;
