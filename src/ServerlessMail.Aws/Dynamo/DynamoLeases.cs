using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Leases: an item each, taken by one conditional write.</summary>
internal sealed class DynamoLeases(TableReads reads, TableWrites writes) : ILeaseStore
{
    public async Task<bool> TryTakeAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var item = ItemKey.Lease(name).Attributes();
        item[Columns.Holder] = Value.Of(holder);
        item[Columns.HeldUntil] = Value.Of(until.ToUnixTimeMilliseconds());
        item[Columns.Expires] = Value.Expiry(until.AddDays(1));
        var outcome = await writes.PutAsync(
            item,
            "attribute_not_exists(pk) OR holder = :holder OR heldUntil <= :now",
            new() { [":holder"] = Value.Of(holder), [":now"] = Value.Of(now.ToUnixTimeMilliseconds()) },
            ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(ItemKey.Lease(name), ct))?.Text(Columns.Holder) == holder,
        };
    }
}
