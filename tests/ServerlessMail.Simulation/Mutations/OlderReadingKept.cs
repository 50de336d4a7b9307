using ServerlessMail.Core.Account;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sweeper writes what it read of the account over whatever is there.</summary>
internal sealed class OlderReadingKept : Mutation
{
    public override string Name => "older-reading-kept";

    public override string Breaks => "what is known of the account goes back to an older reading";

    public override IAccountStore Accounts(IAccountStore store, Process of) => new Overwrites(store);

    private sealed class Overwrites(IAccountStore store) : IAccountStore
    {
        public Task<AccountState?> FindAsync(CancellationToken ct) => store.FindAsync(ct);

        public async Task<bool> TryPutAsync(AccountState state, CancellationToken ct) =>
            await store.TryPutAsync(state with { Version = (await store.FindAsync(ct))?.Version ?? 0 }, ct);
    }
}
