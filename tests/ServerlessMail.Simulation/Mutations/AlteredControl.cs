using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A control item whose grants a mutation alters.</summary>
internal abstract class AlteredControl(IControlStore store) : IControlStore
{
    public virtual Task<ControlState> ReadAsync(CancellationToken ct) => store.ReadAsync(ct);

    public Task EnsureAsync(CancellationToken ct) => store.EnsureAsync(ct);

    public virtual Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct) => store.PauseAsync(scope, reason, by, at, ct);

    public Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct) => store.ResumeAsync(scope, by, at, ct);

    public virtual Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) => store.TakeGrantAsync(request, now, ct);

    public virtual Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct) => store.ConfirmAsync(request, ct);

    public virtual Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct) => store.SetLimitsAsync(seen, rate, quota, bulkShare, ct);

    public Task CloseDayAsync(DateTimeOffset until, CancellationToken ct) => store.CloseDayAsync(until, ct);

    public Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct) => store.SetFullAsync(lanes, ct);

    public virtual Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct) => store.DrainedAsync(scope, seen, ct);

    /// <summary>A grant of everything that was asked for, right now.</summary>
    protected static GrantOutcome All(GrantRequest request, DateTimeOffset now) => new GrantOutcome.Granted([.. request.Messages.Select(_ => now)]);
}
