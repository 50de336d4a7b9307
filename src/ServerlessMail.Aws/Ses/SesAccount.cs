using System.Collections.Immutable;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Aws.Ses;

/// <summary>Reads the SES account: one call for its standing, and one for each page of its identities, with a pause between any two.</summary>
internal sealed class SesAccount(IAmazonSimpleEmailServiceV2 ses, SesSettings settings, TimeProvider time) : IAccountSource
{
    private const int PageSize = 1000;

    /// <summary>As many identities as an account has by default: https://docs.aws.amazon.com/ses/latest/dg/quotas.html.</summary>
    private const int MaxPages = 10;

    public async Task<AccountState> ReadAsync(CancellationToken ct)
    {
        var account = await ses.GetAccountAsync(new GetAccountRequest(), ct);
        var quota = account.SendQuota ?? throw new InvalidDataException("SES tells no SendQuota.");
        return new AccountState
        {
            ReadAt = time.GetUtcNow(),
            Max24HourSend = quota.Max24HourSend is >= 0 and var day ? (long)day : null,
            MaxSendRate = quota.MaxSendRate is >= 0 and var rate ? rate : throw new InvalidDataException("SES tells no MaxSendRate."),
            SentLast24Hours = (long)(quota.SentLast24Hours ?? 0),
            Sandbox = account.ProductionAccessEnabled != true,
            Enforcement = StandingOf(account.EnforcementStatus),
            SendingEnabled = account.SendingEnabled == true,
            Verified = await VerifiedAsync(ct),
        };
    }

    private static Enforcement StandingOf(string? status) => status switch
    {
        "HEALTHY" => Enforcement.Healthy,
        "PROBATION" => Enforcement.Probation,
        "SHUTDOWN" => Enforcement.Shutdown,
        _ => throw new InvalidDataException("SES tells an EnforcementStatus that is not known."),
    };

    private async Task<ImmutableSortedSet<string>> VerifiedAsync(CancellationToken ct)
    {
        var verified = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        string? next = null;
        var pages = 0;
        do
        {
            // SES lets through about one of these calls a second.
            await Task.Delay(settings.BetweenAdministrativeCalls, time, ct);
            var page = await ses.ListEmailIdentitiesAsync(new ListEmailIdentitiesRequest { PageSize = PageSize, NextToken = next }, ct);
            foreach (var identity in page.EmailIdentities ?? [])
            {
                if (identity is { SendingEnabled: true, IdentityName: { } name } && verified.Count < AccountState.MaxIdentities)
                    verified.Add(name.ToLowerInvariant());
            }

            next = page.NextToken;
        }
        while (next is not null && ++pages < MaxPages && verified.Count < AccountState.MaxIdentities);
        return verified.ToImmutable();
    }
}
