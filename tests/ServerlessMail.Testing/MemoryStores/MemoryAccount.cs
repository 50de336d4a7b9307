using ServerlessMail.Core.Account;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The SES account's state in memory.</summary>
public sealed class MemoryAccount : IAccountStore
{
    private readonly Lock _gate = new();
    private AccountState? _state;

    public FaultDoor Door { get; } = new();

    public Task<AccountState?> FindAsync(CancellationToken ct) => Door.PassAsync(nameof(FindAsync), Find, ct);

    public Task<bool> TryPutAsync(AccountState state, CancellationToken ct) => Door.PassAsync(nameof(TryPutAsync), () =>
    {
        lock (_gate)
        {
            if (_state is { } known && known.ReadAt >= state.ReadAt)
                return false;
            _state = state;
            return true;
        }
    }, ct);

    internal AccountState? Find()
    {
        lock (_gate)
            return _state;
    }
}
