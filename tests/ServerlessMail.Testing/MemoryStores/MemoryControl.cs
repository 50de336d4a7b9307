using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The control item in memory; it starts missing, so nothing leaves before somebody made it.</summary>
public sealed class MemoryControl : IControlStore
{
    private readonly Lock _gate = new();
    private ControlState _state = ControlState.Faulty("The control item is missing.");
    private int _grants;

    public FaultDoor Door { get; } = new();

    /// <summary>How many grants were taken.</summary>
    public int Grants => Volatile.Read(ref _grants);

    /// <summary>Makes the item unusable, until it is paused or resumed.</summary>
    public void Malform(string fault)
    {
        lock (_gate)
            _state = ControlState.Faulty(fault);
    }

    public Task<ControlState> ReadAsync(CancellationToken ct) => Door.PassAsync(nameof(ReadAsync), Read, ct);

    public Task EnsureAsync(CancellationToken ct) => Door.PassAsync(nameof(EnsureAsync), () =>
    {
        lock (_gate)
        {
            var missing = _state.Fault == "The control item is missing.";
            return _state = missing ? new ControlState(null, Paused: false, null, null, null) : _state;
        }
    }, ct);

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) => Door.PassAsync(nameof(PauseAsync), () =>
    {
        lock (_gate)
            return _state = new ControlState(null, Paused: true, reason, by, at);
    }, ct);

    public Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct) => Door.PassAsync(nameof(ResumeAsync), () =>
    {
        lock (_gate)
            return _state = new ControlState(null, Paused: false, null, by, at);
    }, ct);

    public Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) => Door.PassAsync(nameof(TakeGrantAsync), () =>
    {
        lock (_gate)
        {
            if (_state.Fault is not null)
                return GrantOutcome.Unusable;
            if (_state.Paused)
                return GrantOutcome.Paused;
            _grants++;
            return GrantOutcome.Granted;
        }
    }, ct);

    internal ControlState Read()
    {
        lock (_gate)
            return _state;
    }
}
