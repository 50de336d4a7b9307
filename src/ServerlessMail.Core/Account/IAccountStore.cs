namespace ServerlessMail.Core.Account;

/// <summary>Where the account's state is kept, so that nobody asks SES on the way of a mail. Thread-safe.</summary>
public interface IAccountStore
{
    /// <summary>The state as last written; null if it was never read.</summary>
    Task<AccountState?> FindAsync(CancellationToken ct);

    /// <summary>Replaces the state.</summary>
    Task PutAsync(AccountState state, CancellationToken ct);
}
