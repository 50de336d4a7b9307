namespace ServerlessMail.Core.Account;

/// <summary>The SES account itself. Slow and throttled (about one call a second): never part of a request or a send. Thread-safe.</summary>
public interface IAccountSource
{
    /// <summary>Asks for limits, standing and verified identities, with as many calls as that takes.</summary>
    /// <exception cref="Exception">Whatever the client throws when SES cannot be reached or refuses.</exception>
    Task<AccountState> ReadAsync(CancellationToken ct);
}
