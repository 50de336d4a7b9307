using ServerlessMail.Core.Account;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Links;

/// <summary>The provider's account as one sweeper asks for it: two calls, a second apart, and now and then the first is not answered for long.</summary>
internal sealed class LinkedAccountSource(Link link, World world, Process of, Readings readings) : IAccountSource
{
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(1);

    /// <summary>Twice as long as anybody waits.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(1);

    public async Task<AccountState> ReadAsync(CancellationToken ct)
    {
        var (at, state) = await link.CallAsync(Dependency.Ses, "asks for the account", null, () => Task.FromResult((world.Time.Now, world.Account.Told(of.Clock.GetUtcNow()))), ct);
        await Task.Delay(world.Weather.Mishap() ? world.Dice.Between(BetweenCalls, LongestAnswer) : BetweenCalls, world.Time, ct);
        var verified = await link.CallAsync(Dependency.Ses, "asks for identities", null, () => Task.FromResult(world.Account.Verified), ct);
        readings.Latest = at;
        return state with { Verified = verified };
    }
}

/// <summary>What was last read of the account, as one sweeper reaches it.</summary>
internal sealed class LinkedAccounts(Link link, IAccountStore store, World world, Process of, Readings readings) : IAccountStore
{
    public Task<AccountState?> FindAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "finds the account", null, () => store.FindAsync(CancellationToken.None), ct);

    public Task<bool> TryPutAsync(AccountState state, CancellationToken ct)
    {
        var read = readings.Latest;
        return link.CallAsync(Dependency.Table, "keeps the account", null, async () =>
        {
            var kept = await store.TryPutAsync(state, CancellationToken.None);
            if (kept)
                world.Witness.ReadingKept(of.Name, read, state);
            return kept;
        }, ct);
    }
}
