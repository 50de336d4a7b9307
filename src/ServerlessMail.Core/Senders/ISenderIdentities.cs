namespace ServerlessMail.Core.Senders;

/// <summary>The identities of the SES account: who may send at all. Slow and throttled (about one call a second): never part of a send.</summary>
public interface ISenderIdentities
{
    /// <summary>Asks SES to verify an address or a domain; one that is known already is only looked up.</summary>
    Task<SenderStatus> EnsureAsync(string identity, CancellationToken ct);
}
