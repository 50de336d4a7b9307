using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Invariants;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Simulation.Links;

/// <summary>The control item itself, with the witness beside it.</summary>
internal sealed class WatchedControl(MemoryControl store, Witness witness) : IControlStore
{
    public Task<ControlState> ReadAsync(CancellationToken ct) => store.ReadAsync(ct);

    public Task EnsureAsync(CancellationToken ct) => SeenAsync(store.EnsureAsync(ct));

    public Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct) => SeenAsync(store.PauseAsync(scope, reason, by, at, ct));

    public Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct) => SeenAsync(store.ResumeAsync(scope, by, at, ct));

    public Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) => store.TakeGrantAsync(request, now, ct);

    public Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct) => store.ConfirmAsync(request, ct);

    public Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct) => SeenAsync(store.SetLimitsAsync(seen, rate, quota, bulkShare, ct));

    public Task CloseDayAsync(DateTimeOffset until, CancellationToken ct) => SeenAsync(store.CloseDayAsync(until, ct));

    public Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct) => store.SetFullAsync(lanes, ct);

    public Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct) => store.DrainedAsync(scope, seen, ct);

    /// <summary>What somebody does to the item by hand.</summary>
    public Task MalformAsync(string fault)
    {
        store.Malform(fault);
        return SeenAsync(Task.CompletedTask);
    }

    private async Task SeenAsync(Task written)
    {
        await written;
        witness.ControlIs(await store.ReadAsync(CancellationToken.None));
    }
}
