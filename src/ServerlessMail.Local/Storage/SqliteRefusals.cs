using System.Collections.Immutable;
using System.Text.Json;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Local.Storage;

/// <summary>Refusals, one row for each scope, hour and reason.</summary>
internal sealed class SqliteRefusals(SqliteDatabase database) : IRefusalStore
{
    public Task RecordAsync(string scope, string reason, DateTimeOffset at, string sample, CancellationToken ct) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO refusal (scope, hour, reason, count, samples) VALUES ($scope, $hour, $reason, 1, json_array($sample))
            ON CONFLICT DO UPDATE SET
                count = count + 1,
                samples = CASE
                    WHEN json_array_length(samples) >= $most OR EXISTS (SELECT 1 FROM json_each(samples) WHERE value = $sample) THEN samples
                    ELSE json_insert(samples, '$[#]', $sample)
                END
            """,
            ("$scope", scope),
            ("$hour", RefusalCount.HourOf(at).ToUnixTimeMilliseconds()),
            ("$reason", reason),
            ("$sample", sample),
            ("$most", RefusalCount.MaxSamples)),
        ct);

    public Task<IReadOnlyList<RefusalCount>> ReadAsync(string scope, DateTimeOffset since, CancellationToken ct) => database.ReadAsync<IReadOnlyList<RefusalCount>>(
        connection => connection.Query(
            "SELECT hour, reason, count, samples FROM refusal WHERE scope = $scope AND hour >= $hour ORDER BY hour, reason",
            row => new RefusalCount(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetString(1), row.GetInt32(2), Samples(row.GetString(3))),
            ("$scope", scope),
            ("$hour", RefusalCount.HourOf(since).ToUnixTimeMilliseconds())),
        ct);

    private static ImmutableArray<string> Samples(string json)
    {
        using var samples = JsonDocument.Parse(json);
        return [.. samples.RootElement.EnumerateArray().Select(sample => sample.GetString() ?? "")];
    }
}
