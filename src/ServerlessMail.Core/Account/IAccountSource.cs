namespace ServerlessMail.Core.Account;

/// <summary>Asks SES. Slow and throttled (about one call a second): the sweeper alone does it. Thread-safe.</summary>
public interface IAccountSource
{
    /// <summary>Reads the account and its identities, with a pause between calls.</summary>
    /// <exception cref="InvalidDataException">The answer lacks something, or says something that nobody knows.</exception>
    /// <remarks>Throws what the adapter throws when SES cannot be reached or turns the call away.</remarks>
    Task<AccountReading> ReadAsync(CancellationToken ct);
}
