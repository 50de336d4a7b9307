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

    /// <summary>Changes what is known of an entry, if it is still there; one that was taken off meanwhile stays off.</summary>
    /// <returns>False if it was not there.</returns>
    Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct);

    /// <summary>Takes an entry off the allowlist; false if it was not there.</summary>
    Task<bool> RemoveAsync(string identity, CancellationToken ct);
}
