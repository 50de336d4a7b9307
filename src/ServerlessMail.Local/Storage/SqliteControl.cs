using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>The control item: one row, and one transaction for every grant.</summary>
internal sealed class SqliteControl(SqliteDatabase database) : IControlStore
{
    public Task<ControlState> ReadAsync(CancellationToken ct) => database.ReadAsync(ControlRow.Read, ct);

    public Task EnsureAsync(CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("INSERT INTO control (id, paused) VALUES (1, 0) ON CONFLICT DO NOTHING"), ct);

    public Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct) => scope == SendScope.All
        ? database.WriteAsync(
            // Only these columns, so that it works whatever the others hold.
            connection => connection.Execute(
                """
                INSERT INTO control (id, paused, reason, changed_by, changed_at) VALUES (1, 1, $reason, $by, $at)
                ON CONFLICT DO UPDATE SET paused = 1, reason = $reason, changed_by = $by, changed_at = $at
                """,
                ("$reason", reason),
                ("$by", by),
                ("$at", at.ToUnixTimeMilliseconds())),
            ct)
        : ChangeAsync(state => Usable(state).Pause(scope, reason, by, at), ct);

    public Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct) =>
        ChangeAsync(state => (scope == SendScope.All ? state with { Fault = null } : Usable(state)).Resume(scope, by, at), ct);

    public Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(
        GrantOutcome (connection) =>
        {
            switch (GrantPlan.For(ControlRow.Read(connection), request, now))
            {
                case GrantPlan.Take take:
                    ControlRow.Write(connection, take.After);
                    return GrantPlan.Slots(request, take.Messages, take.After.Pace.All, take.After.Limits);
                case GrantPlan.Refuse refuse:
                    return refuse.Outcome;
            }

            throw new InvalidOperationException("There is no other plan.");
        },
        ct);

    public Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct) =>
        // As a write it stands in line with pauses: what is seen here no pause has preceded.
        database.WriteAsync(connection => ControlRow.Read(connection).Confirms(request), ct);

    public Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct) =>
        ChangeAsync(state => Usable(state).Limit(seen, rate, quota, bulkShare), ct);

    public Task CloseDayAsync(DateTimeOffset until, CancellationToken ct) => ChangeAsync(state => Usable(state) with { DayClosedUntil = until }, ct);

    public Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct) => ChangeAsync(state => Usable(state) with { Full = [.. lanes] }, ct);

    public Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct) => ChangeAsync(state => Usable(state).Drained(scope, seen), ct);

    private Task<bool> ChangeAsync(Func<ControlState, ControlState> change, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var before = ControlRow.Read(connection);
            ControlRow.Write(connection, change(before.Fault == ControlState.Missing ? ControlState.Fresh : before));
            return true;
        },
        ct);

    /// <summary>What cannot be used is not written over: nothing leaves meanwhile, and resuming all mends it.</summary>
    private static ControlState Usable(ControlState state) =>
        state.Fault is { } fault ? throw new InvalidOperationException($"{fault} Resuming all mends it.") : state;
}
