using ServerlessMail.Core.Forms;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Counters with an end: one item for each key and window, counted by one conditional write.</summary>
internal sealed class DynamoLimits(TableReads reads, TableWrites writes) : ILimitStore
{
    public async Task<bool> TryCountAsync(string key, string window, int most, DateTimeOffset expires, CancellationToken ct)
    {
        if (most < 1)
            return false;
        var item = ItemKey.Limit(key, window);
        var mark = TableWrites.NewMark();
        // A repetition of what was counted already is refused by its mark, and then known by it.
        var outcome = await writes.UpdateAsync(
            item,
            "SET used = if_not_exists(used, :zero) + :one, mark = :mark, expires = :expires",
            "attribute_not_exists(pk) OR (used < :most AND mark <> :mark)",
            new()
            {
                [":zero"] = Value.Of(0),
                [":one"] = Value.Of(1),
                [":most"] = Value.Of(most),
                [":mark"] = Value.Of(mark),
                [":expires"] = Value.Expiry(expires),
            },
            ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(item, ct))?.Bears(mark) ?? false,
        };
    }
}
