namespace ServerlessMail.Core.Account;

/// <summary>Where the account's state is kept, so that nobody asks SES on the way of a mail. Thread-safe.</summary>
public interface IAccountStore
{
    /// <summary>The state as last written; null if it was never read.</summary>
    Task<AccountState?> FindAsync(CancellationToken ct);

    /// <summary>
    /// Replaces the state of the same <see cref="AccountState.Version"/> (0: there is none yet), and keeps it as the next version. So a reading that began
    /// before somebody else's was kept never takes its place, whatever the clocks say.
    /// </summary>
    /// <returns>False if another version is there: nothing was changed.</returns>
    Task<bool> TryPutAsync(AccountState state, CancellationToken ct);
}
