using ServerlessMail.Core.Audit;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The operators' trail as one of those who write it reaches it.</summary>
internal sealed class LinkedOperatorTrail(Link link, IOperatorTrail trail) : IOperatorTrail
{
    public Task<OperatorAct?> LastAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads the last act", null, () => trail.LastAsync(CancellationToken.None), ct);

    public Task<bool> TryAppendAsync(OperatorAct act, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, $"appends act {act.Seq}: {act.Act}", null, () => trail.TryAppendAsync(act, CancellationToken.None), ct);

    public Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads acts", null, () => trail.ReadAsync(month, CancellationToken.None), ct);
}
