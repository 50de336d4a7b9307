using ServerlessMail.Core.Account;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The account's state in memory; it was never read at first.</summary>
public sealed class MemoryAccounts : IAccountStore
{
    private readonly Lock _gate = new();
    private AccountState? _state;

    public FaultDoor Door { get; } = new();

    public Task<AccountState?> FindAsync(CancellationToken ct) => Door.PassAsync(nameof(FindAsync), Read, ct);

    public Task<bool> TryPutAsync(AccountState state, CancellationToken ct) => Door.PassAsync(nameof(TryPutAsync), () =>
    {
        lock (_gate)
        {
            if ((_state?.Version ?? 0) != state.Version)
                return false;
            _state = state with { Version = state.Version + 1 };
            return true;
        }
    }, ct);

    internal AccountState? Read()
    {
        lock (_gate)
            return _state;
    }
}
