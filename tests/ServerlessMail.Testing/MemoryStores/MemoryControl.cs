using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The control item in memory; it starts missing, so nothing leaves before somebody made it.</summary>
public sealed class MemoryControl : IControlStore
{
    private readonly Lock _gate = new();
    private ControlState? _state;
    private string? _malformed;
    private int _grants;

    public FaultDoor Door { get; } = new();

    /// <summary>How many messages were granted.</summary>
    public int Grants => Volatile.Read(ref _grants);

    /// <summary>Makes the item unusable, until all is resumed; while it is paused, that is all that can be seen of it.</summary>
    public void Malform(string fault)
    {
        lock (_gate)
            (_state, _malformed) = (_state ?? ControlState.Fresh, fault);
    }

    /// <summary>Changes the item behind everybody's back, as an operator with a table editor does.</summary>
    public void Edit(Func<ControlState, ControlState> change) => Change(change);

    public Task<ControlState> ReadAsync(CancellationToken ct) => Door.PassAsync(nameof(ReadAsync), Read, ct);

    public Task EnsureAsync(CancellationToken ct) => ChangeAsync(nameof(EnsureAsync), state => state, ct);

    public Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct) =>
        ChangeAsync(nameof(PauseAsync), state => state.Pause(scope, reason, by, at), ct);

    public Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct) => ChangeAsync(
        nameof(ResumeAsync),
        state =>
        {
            _malformed = scope == SendScope.All ? null : _malformed;
            return state.Resume(scope, by, at);
        },
        ct);

    public Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) => Door.PassAsync(nameof(TakeGrantAsync), () =>
    {
        lock (_gate)
        {
            switch (GrantPlan.For(Seen(), request, now))
            {
                case GrantPlan.Take take:
                    _state = take.After;
                    _grants += take.Messages;
                    return GrantPlan.Slots(request, take.Messages, take.After.Pace.All, take.After.Limits);
                case GrantPlan.Refuse refuse:
                    return refuse.Outcome;
            }

            throw new InvalidOperationException("There is no other plan.");
        }
    }, ct);

    public Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct) => Door.PassAsync(nameof(ConfirmAsync), () => Read().Confirms(request), ct);

    public Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct) =>
        ChangeAsync(nameof(SetLimitsAsync), state => state.Limit(seen, rate, quota, bulkShare), ct);

    public Task CloseDayAsync(DateTimeOffset until, CancellationToken ct) => ChangeAsync(nameof(CloseDayAsync), state => state with { DayClosedUntil = until }, ct);

    public Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct) => ChangeAsync(nameof(SetFullAsync), state => state with { Full = [.. lanes] }, ct);

    public Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct) => ChangeAsync(nameof(DrainedAsync), state => state.Drained(scope, seen), ct);

    internal ControlState Read()
    {
        lock (_gate)
            return Seen();
    }

    private ControlState Seen() => _state switch
    {
        null => ControlState.Faulty(ControlState.Missing),
        { Paused: true } paused => paused,
        var open => open with { Fault = _malformed, Paused = _malformed is not null },
    };

    private Task<ControlState> ChangeAsync(string operation, Func<ControlState, ControlState> change, CancellationToken ct) =>
        Door.PassAsync(operation, () => Change(change), ct);

    private ControlState Change(Func<ControlState, ControlState> change)
    {
        lock (_gate)
            return _state = change(_state ?? ControlState.Fresh);
    }
}
