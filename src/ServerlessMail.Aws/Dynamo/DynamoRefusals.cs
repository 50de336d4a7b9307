using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Refusals: a partition for each scope, an item for each hour and reason. A count whose answer was lost may be counted twice.</summary>
internal sealed class DynamoRefusals(TableReads reads, TableWrites writes) : IRefusalStore
{
    /// <summary>The item last seen with all its samples: while a flood lasts, it is counted without trying to add another.</summary>
    private volatile ItemKey? _full;

    public async Task RecordAsync(string scope, string reason, DateTimeOffset at, string sample, CancellationToken ct)
    {
        var key = ItemKey.Refusal(scope, at, reason);
        if (key != _full && await TryCountAsync(key, at, sample, ct))
            return;
        _full = key;
        await writes.UpdateAsync(
            key, "SET expires = :expires ADD refusals :one", condition: null, new() { [":one"] = Value.Of(1), [":expires"] = Expires(at) }, ct);
    }

    public async Task<IReadOnlyList<RefusalCount>> ReadAsync(string scope, DateTimeOffset since, CancellationToken ct) =>
        [.. (await reads.PartitionAsync(ItemKey.RefusalsOf(scope), ItemKey.Hour(since), ct)).Select(Read)];

    private async Task<bool> TryCountAsync(ItemKey key, DateTimeOffset at, string sample, CancellationToken ct) => WriteOutcome.Written == await writes.UpdateAsync(
        key,
        "SET expires = :expires ADD refusals :one, samples :sample",
        "attribute_not_exists(pk) OR size(samples) < :most",
        new()
        {
            [":expires"] = Expires(at),
            [":one"] = Value.Of(1),
            [":sample"] = new AttributeValue { SS = [sample] },
            [":most"] = Value.Of(RefusalCount.MaxSamples),
        },
        ct);

    private static AttributeValue Expires(DateTimeOffset at) => Value.Expiry(RefusalCount.HourOf(at) + Retention.Trail);

    private static RefusalCount Read(Dictionary<string, AttributeValue> item)
    {
        var key = item.TextOf(Columns.Sk).Split('#', 2);
        return new RefusalCount(
            ItemKey.HourOf(key[0]),
            key.Length == 2 ? key[1] : throw Value.Malformed(item, Columns.Sk),
            (int)item.NumberOf(Columns.Refusals),
            [.. item.GetValueOrDefault(Columns.Samples)?.SS ?? []]);
    }
}
