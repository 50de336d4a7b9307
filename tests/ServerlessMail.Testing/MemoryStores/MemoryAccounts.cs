using ServerlessMail.Core.Account;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The account's state in memory; it was never read at first.</summary>
public sealed class MemoryAccounts : IAccountStore
{
    private AccountState? _state;

    public FaultDoor Door { get; } = new();

    public Task<AccountState?> FindAsync(CancellationToken ct) => Door.PassAsync(nameof(FindAsync), Read, ct);

    public Task PutAsync(AccountState state, CancellationToken ct) => Door.PassAsync(nameof(PutAsync), () => Volatile.Write(ref _state, state), ct);

    internal AccountState? Read() => Volatile.Read(ref _state);
}
