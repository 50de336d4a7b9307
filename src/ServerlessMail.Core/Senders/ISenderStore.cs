using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Senders;

/// <summary>The allowlist. Thread-safe.</summary>
public interface ISenderStore
{
    /// <summary>The entry that covers an address: its own, else its domain's; null if there is none. A verified one wins over one that is not.</summary>
    Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct);

    /// <summary>All entries, by identity.</summary>
    Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct);

    /// <summary>Adds or replaces an entry.</summary>
    Task PutAsync(Sender sender, CancellationToken ct);

    /// <summary>Changes the status of an entry that still is as it was seen; one that was removed meanwhile stays away.</summary>
    /// <returns>False when it is no longer as it was seen.</returns>
    Task<bool> TrySetStatusAsync(Sender seen, SenderStatus status, CancellationToken ct);

    /// <summary>Takes an entry off the allowlist; false if it was not there.</summary>
    Task<bool> RemoveAsync(string identity, CancellationToken ct);
}
