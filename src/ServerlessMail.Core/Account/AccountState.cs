using System.Collections.Immutable;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Account;

/// <summary>What the SES account said when it was last read.</summary>
public sealed record AccountState
{
    /// <summary>How many identities are kept: what is beyond is not known, and then nobody is taken for unverified.</summary>
    public const int MaxIdentities = 2000;

    /// <summary>How old it may be before something is wrong with whoever reads it.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    private const string MailboxSimulator = "simulator.amazonses.com";

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Counts the readings that were kept; 0 before the first. The store counts on; who writes passes what it saw before it asked SES.</summary>
    public long Version { get; init; }

    /// <summary>Recipients in 24 hours; null for no limit.</summary>
    public long? Max24HourSend { get; init; }

    /// <summary>Recipients a second; 0 and more.</summary>
    public required double MaxSendRate { get; init; }

    /// <summary>Recipients that the whole account sent to in the last 24 hours, other services of it included.</summary>
    public required long SentLast24Hours { get; init; }

    /// <summary>True: only verified recipients may be mailed.</summary>
    public required bool Sandbox { get; init; }

    public required Enforcement Enforcement { get; init; }

    /// <summary>False: somebody has switched sending off.</summary>
    public required bool SendingEnabled { get; init; }

    /// <summary>The addresses and domains that are verified, in lower case; at most <see cref="MaxIdentities"/>. Kept in the sandbox only.</summary>
    public required ImmutableSortedSet<string> Verified { get; init; }

    /// <summary>True when it is too old to be relied on.</summary>
    public bool IsStale(DateTimeOffset now) => now - ReadAt > FreshFor;

    /// <summary>True when the account is in the sandbox and the address is one that SES would refuse.</summary>
    /// <remarks>https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html; the mailbox simulator is open to all.</remarks>
    public bool Keeps(EmailAddress recipient) => Sandbox
        && Verified.Count < MaxIdentities
        && recipient.Domain != MailboxSimulator
        && !Covers(recipient.ToString());

    /// <summary>True when an address or a domain is verified, by itself or by a domain that it belongs to.</summary>
    public bool Covers(string identity)
    {
        var known = identity.ToLowerInvariant();
        return Verified.Contains(known) || DomainsOf(known[(known.IndexOf('@', StringComparison.Ordinal) + 1)..]).Any(Verified.Contains);
    }

    /// <summary>A verified domain stands for its subdomains.</summary>
    private static IEnumerable<string> DomainsOf(string domain)
    {
        for (var rest = domain; ; rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            yield return rest;
            if (!rest.Contains('.', StringComparison.Ordinal))
                yield break;
        }
    }
}
