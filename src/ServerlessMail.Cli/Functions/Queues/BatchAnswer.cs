using System.Text.Json;

namespace ServerlessMail.Cli.Functions.Queues;

/// <summary>Reads what a function says of a batch, with <c>ReportBatchItemFailures</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting: what is a success, and what a failure, of the whole batch.</remarks>
internal static class BatchAnswer
{
    /// <summary>The ids of the records that failed; null when the answer fails the whole batch.</summary>
    /// <param name="payload">The function's answer.</param>
    /// <param name="records">The ids of the batch: who names another one has misunderstood.</param>
    public static IReadOnlySet<string>? FailedOf(ReadOnlyMemory<byte> payload, IEnumerable<string> records)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        if (payload.IsEmpty)
            return failed;
        try
        {
            using var json = JsonDocument.Parse(payload);
            if (json.RootElement.ValueKind == JsonValueKind.Null)
                return failed;
            if (!json.RootElement.TryGetProperty("batchItemFailures", out var listed))
                return json.RootElement.EnumerateObject().Any() ? null : failed;
            if (listed.ValueKind == JsonValueKind.Null)
                return failed;
            foreach (var item in listed.EnumerateArray())
                failed.Add(item.GetProperty("itemIdentifier").GetString() ?? "");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }

        return failed.IsSubsetOf(records) ? failed : null;
    }
}
