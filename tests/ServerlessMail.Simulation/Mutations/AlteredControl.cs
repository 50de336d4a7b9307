using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A control item whose grants a mutation alters.</summary>
internal abstract class AlteredControl(IControlStore store) : IControlStore
{
    public virtual Task<ControlState> ReadAsync(CancellationToken ct) => store.ReadAsync(ct);

    public Task EnsureAsync(CancellationToken ct) => store.EnsureAsync(ct);

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) => store.PauseAsync(reason, by, at, ct);

    public Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct) => store.ResumeAsync(by, at, ct);

    public virtual Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) => store.TakeGrantAsync(lane, recipients, ct);
}
