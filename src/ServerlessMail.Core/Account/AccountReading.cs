using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Account;

/// <summary>What SES answered.</summary>
/// <param name="State">The account; of the identities it knows nothing yet.</param>
/// <param name="Identities">Addresses and domains in lower case, with what SES says of each; null where it cannot tell for the moment.</param>
/// <param name="HasAllIdentities">False: the account has more than were read.</param>
public sealed record AccountReading(AccountState State, IReadOnlyDictionary<string, SenderStatus?> Identities, bool HasAllIdentities)
{
    /// <summary>The state as it is kept.</summary>
    public AccountState Kept() => State.Sandbox ? State with { VerifiedIdentities = VerifiedIdentities.Of(Verified, HasAllIdentities) } : State;

    /// <summary>What SES says of an identity that is on the allowlist; null where nothing is known.</summary>
    public SenderStatus? StatusOf(string identity)
    {
        if (VerifiedIdentities.Covers(known => Identities.GetValueOrDefault(known) == SenderStatus.Verified, identity))
            return SenderStatus.Verified;
        if (Identities.TryGetValue(identity.ToLowerInvariant(), out var status))
            return status;
        return HasAllIdentities ? SenderStatus.Pending : null;
    }

    private IEnumerable<string> Verified => Identities.Where(known => known.Value == SenderStatus.Verified).Select(known => known.Key);
}
