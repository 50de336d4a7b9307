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

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) => SeenAsync(store.PauseAsync(reason, by, at, ct));

    public Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct) => SeenAsync(store.ResumeAsync(by, at, ct));

    public Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) => store.TakeGrantAsync(lane, recipients, ct);

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
