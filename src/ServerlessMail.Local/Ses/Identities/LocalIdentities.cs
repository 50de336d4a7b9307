using ServerlessMail.Core.Senders;

namespace ServerlessMail.Local.Ses.Identities;

/// <summary>The simulated account's identities, for programs that do not go through its HTTP door.</summary>
internal sealed class LocalIdentities(IdentityTable identities) : ISenderIdentities
{
    public async Task<SenderStatus> EnsureAsync(string identity, CancellationToken ct)
    {
        var known = IdentityTable.Normalise(identity) ?? throw new FormatException($"'{identity}' is neither a mail address nor a domain.");
        return (await identities.EnsureAsync(known, ct)).Status switch
        {
            IdentityTable.Success => SenderStatus.Verified,
            "FAILED" => SenderStatus.Failed,
            _ => SenderStatus.Pending,
        };
    }
}
