using ServerlessMail.Core.Audit;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The operators' trail in memory.</summary>
public sealed class MemoryOperatorTrail : IOperatorTrail
{
    private readonly Lock _gate = new();
    private readonly List<OperatorAct> _acts = [];
    private OperatorAct? _last;

    public FaultDoor Door { get; } = new();

    /// <summary>Every act, in order: for assertions.</summary>
    public IReadOnlyList<OperatorAct> All
    {
        get
        {
            lock (_gate)
                return [.. _acts];
        }
    }

    public Task<OperatorAct?> LastAsync(CancellationToken ct) => Door.PassAsync(nameof(LastAsync), () =>
    {
        lock (_gate)
            return _last;
    }, ct);

    public Task<bool> TryAppendAsync(OperatorAct act, CancellationToken ct) => Door.PassAsync(nameof(TryAppendAsync), () =>
    {
        lock (_gate)
        {
            if (act.Seq != (_last?.Seq ?? 0) + 1)
                return false;
            _acts.Add(act);
            _last = act;
            return true;
        }
    }, ct);

    public Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct) =>
        Door.PassAsync(nameof(ReadAsync), IReadOnlyList<OperatorAct> () => [.. All.Where(act => act.Month == month)], ct);

    /// <summary>Changes what stands there, as nobody may; the place of the last act stays as it is.</summary>
    public void Tamper(Action<List<OperatorAct>> change)
    {
        lock (_gate)
            change(_acts);
    }
}
