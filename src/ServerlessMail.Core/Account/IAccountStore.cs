namespace ServerlessMail.Core.Account;

/// <summary>The SES account as the sweeper last read it, for whoever must not ask SES. Thread-safe.</summary>
public interface IAccountStore
{
    /// <summary>The last state; null until the first was read.</summary>
    Task<AccountState?> FindAsync(CancellationToken ct);

    /// <summary>Keeps a state, unless one that was read as late, or later, is there.</summary>
    /// <returns>False when it was not kept.</returns>
    Task<bool> TryPutAsync(AccountState state, CancellationToken ct);
}
