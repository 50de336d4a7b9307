using System.Globalization;

namespace ServerlessMail.Lambda;

/// <summary>What functions that a queue invokes have in common.</summary>
internal static class QueueFunction
{
    /// <summary>The records of an event, each with an id and a body.</summary>
    /// <exception cref="InvalidOperationException">It has none, or one without an id: the whole batch comes back, and nothing is deleted.</exception>
    public static IReadOnlyList<SQSEvent.SQSMessage> RecordsOf(SQSEvent batch) =>
        batch.Records is { Count: > 0 } records && records.All(record => record is { MessageId.Length: > 0 })
            ? [.. records]
            : throw new InvalidOperationException("The event is no batch of a queue.");

    /// <summary>The answer that these records failed and all others are done with.</summary>
    public static SQSBatchResponse Failed(IEnumerable<string> messageIds) => new()
    {
        BatchItemFailures = [.. messageIds.Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id })],
    };

    /// <summary>How often the record was delivered; 1 where it does not say.</summary>
    public static int ReceiveCountOf(SQSEvent.SQSMessage record) =>
        int.TryParse(AttributeOf(record, "ApproximateReceiveCount"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    /// <summary>When the record was sent to its queue; null where it does not say.</summary>
    public static DateTimeOffset? SentAtOf(SQSEvent.SQSMessage record) =>
        long.TryParse(AttributeOf(record, "SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
        && sent <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(sent)
            : null;

    /// <summary>The name of a queue, from its ARN or its URL: what stands last in both.</summary>
    public static string NameOf(string arnOrUrl) => arnOrUrl[(arnOrUrl.LastIndexOfAny([':', '/']) + 1)..];

    private static string? AttributeOf(SQSEvent.SQSMessage record, string name) =>
        record.Attributes is { } attributes && attributes.TryGetValue(name, out var value) ? value : null;
}
