using ServerlessMail.Core.Account;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Aws.Ses;

/// <summary>Reads the SES account, by one GetAccount and a bounded number of ListEmailIdentities.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html, .../API_ListEmailIdentities.html</remarks>
internal sealed class SesAccount(IAmazonSimpleEmailServiceV2 ses, SesSettings settings, TimeProvider time) : IAccountSource
{
    /// <summary>The most that SES gives at once.</summary>
    private const int PageSize = 1000;

    /// <summary>As many identities as an account has by default: https://docs.aws.amazon.com/ses/latest/dg/quotas.html.</summary>
    private const int MaxPages = 10;

    public async Task<AccountReading> ReadAsync(CancellationToken ct)
    {
        var readAt = time.GetUtcNow();
        var state = StateOf(await ses.GetAccountAsync(new GetAccountRequest(), ct), readAt);
        var identities = new Dictionary<string, SenderStatus?>(StringComparer.Ordinal);
        string? next = null;
        for (var page = 1; page <= MaxPages; page++)
        {
            await Task.Delay(settings.BetweenAdministrativeCalls, time, ct);
            var answer = await ses.ListEmailIdentitiesAsync(new ListEmailIdentitiesRequest { PageSize = PageSize, NextToken = next }, ct);
            foreach (var identity in answer.EmailIdentities ?? [])
                identities[identity.IdentityName.ToLowerInvariant()] = StatusOf($"{identity.VerificationStatus}", identity.SendingEnabled);
            next = answer.NextToken;
            if (string.IsNullOrEmpty(next))
                break;
        }

        return new AccountReading(state, identities, HasAllIdentities: string.IsNullOrEmpty(next));
    }

    private static AccountState StateOf(GetAccountResponse answer, DateTimeOffset readAt)
    {
        var quota = answer.SendQuota;
        var day = Needed(quota?.Max24HourSend, "SendQuota.Max24HourSend");
        return new AccountState(
            Needed(quota?.MaxSendRate, "SendQuota.MaxSendRate"),
            day < 0 ? null : (long)day,
            (long)Needed(quota?.SentLast24Hours, "SendQuota.SentLast24Hours"),
            !Needed(answer.ProductionAccessEnabled, "ProductionAccessEnabled"),
            $"{answer.EnforcementStatus}" switch
            {
                "HEALTHY" => Enforcement.Healthy,
                "PROBATION" => Enforcement.Probation,
                "SHUTDOWN" => Enforcement.Shutdown,
                _ => throw Unusable("EnforcementStatus"),
            },
            Needed(answer.SendingEnabled, "SendingEnabled"),
            readAt);
    }

    private static SenderStatus? StatusOf(string verification, bool? sendingEnabled) => verification switch
    {
        "SUCCESS" => sendingEnabled == false ? SenderStatus.Pending : SenderStatus.Verified,
        "FAILED" => SenderStatus.Failed,
        "PENDING" or "NOT_STARTED" => SenderStatus.Pending,
        // TEMPORARY_FAILURE: SES cannot look just now. It says nothing about the identity, and neither does a word that nobody knows.
        _ => null,
    };

    private static T Needed<T>(T? value, string name)
        where T : struct => value ?? throw Unusable(name);

    private static InvalidDataException Unusable(string name) => new($"{name} of SES's account is missing or unknown.");
}
