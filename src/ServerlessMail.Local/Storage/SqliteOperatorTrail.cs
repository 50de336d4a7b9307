using System.Globalization;
using System.Text.Json;
using ServerlessMail.Core;
using ServerlessMail.Core.Audit;

namespace ServerlessMail.Local.Storage;

/// <summary>The operators' trail in SQLite.</summary>
internal sealed class SqliteOperatorTrail(SqliteDatabase database) : IOperatorTrail
{
    public Task<OperatorAct?> LastAsync(CancellationToken ct) => database.ReadAsync(
        connection => connection.Scalar<string>("SELECT act FROM operator_last") is { } json ? Read(json) : null, ct);

    public Task<bool> TryAppendAsync(OperatorAct act, CancellationToken ct) => database.WriteAsync(
        connection =>
        {
            if (act.Seq != connection.Scalar<long>("SELECT seq FROM operator_last") + 1)
                return false;
            var json = JsonSerializer.Serialize(act, CoreJson.Default.OperatorAct);
            connection.Execute(
                "INSERT INTO operator_last (id, seq, act) VALUES (1, $seq, $act) ON CONFLICT DO UPDATE SET seq = $seq, act = $act",
                ("$seq", act.Seq),
                ("$act", json));
            connection.Execute(
                "INSERT INTO operator_act (seq, month, act) VALUES ($seq, $month, $act)", ("$seq", act.Seq), ("$month", Month(act.Month)), ("$act", json));
            return true;
        },
        ct);

    public Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct) => database.ReadAsync<IReadOnlyList<OperatorAct>>(
        connection => connection.Query("SELECT act FROM operator_act WHERE month = $month ORDER BY seq", row => Read(row.GetString(0)), ("$month", Month(month))), ct);

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static OperatorAct Read(string json) =>
        JsonSerializer.Deserialize(json, CoreJson.Default.OperatorAct) ?? throw new JsonException("An operator's act is null.");
}
