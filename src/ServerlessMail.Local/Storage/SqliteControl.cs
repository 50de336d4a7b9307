using Microsoft.Data.Sqlite;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Storage;

/// <summary>The control item: one row, and one conditional UPDATE for every grant.</summary>
internal sealed class SqliteControl(SqliteDatabase database) : IControlStore
{
    public Task<ControlState> ReadAsync(CancellationToken ct) => database.ReadAsync(Read, ct);

    public Task EnsureAsync(CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute("INSERT INTO control (id, paused) VALUES (1, 0) ON CONFLICT DO NOTHING"), ct);

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) => SetAsync(paused: 1, reason, by, at, ct);

    public Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct) => SetAsync(paused: 0, reason: null, by, at, ct);

    public Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            var granted = connection.Execute(
                "UPDATE control SET granted = granted + $recipients WHERE id = 1 AND typeof(paused) = 'integer' AND paused = 0",
                ("$recipients", recipients));
            if (granted == 1)
                return GrantOutcome.Granted;
            return Read(connection).Fault is null ? GrantOutcome.Paused : GrantOutcome.Unusable;
        },
        ct);

    internal static ControlState Read(SqliteConnection connection) => connection.Query(
        "SELECT paused, reason, changed_by, changed_at FROM control WHERE id = 1",
        row => row.GetValue(0) is long paused and (0 or 1)
            ? new ControlState(null, paused == 1, row.Text(1), row.Text(2), row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))
            : ControlState.Faulty("The attribute paused of the control item is neither 0 nor 1."))
        .SingleOrDefault() ?? ControlState.Faulty("The control item is missing.");

    private Task<int> SetAsync(int paused, string? reason, string by, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO control (id, paused, reason, changed_by, changed_at) VALUES (1, $paused, $reason, $by, $at)
            ON CONFLICT DO UPDATE SET paused = $paused, reason = $reason, changed_by = $by, changed_at = $at
            """,
            ("$paused", paused),
            ("$reason", reason),
            ("$by", by),
            ("$at", at.ToUnixTimeMilliseconds())),
        ct);
}
