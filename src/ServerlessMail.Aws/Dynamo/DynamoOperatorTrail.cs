using ServerlessMail.Core.Audit;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// The operators' trail. Which act follows is decided by one conditional write on the item of the last one, so that two clocks on two sides of a
/// month's end cannot split the trail. From there it is copied into its month: by its writer, or, if that died, by whoever writes next.
/// </summary>
internal sealed class DynamoOperatorTrail(TableReads reads, TableWrites writes) : IOperatorTrail
{
    public async Task<OperatorAct?> LastAsync(CancellationToken ct) => await reads.FindAsync(ItemKey.LastAct, ct) is { } item ? ActItem.Read(item) : null;

    public async Task<bool> TryAppendAsync(OperatorAct act, CancellationToken ct)
    {
        var last = await LastAsync(ct);
        if (act.Seq != (last?.Seq ?? 0) + 1)
            return false;
        if (last is not null)
            await CopyAsync(last, ct);
        if (!await TryReplaceAsync(last, act, ct))
            return false;
        await CopyAsync(act, ct);
        return true;
    }

    public async Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct)
    {
        // The last one first: what is copied meanwhile is then seen in its place.
        var last = await LastAsync(ct);
        var acts = (await reads.PartitionAsync(ItemKey.ActsOf(month), fromSk: null, ct)).ConvertAll(ActItem.Read);
        if (last?.Month == month && acts.TrueForAll(act => act.Seq < last.Seq))
            acts.Add(last);
        return acts;
    }

    private async Task<bool> TryReplaceAsync(OperatorAct? last, OperatorAct act, CancellationToken ct)
    {
        var mark = TableWrites.NewMark();
        var item = ActItem.Of(ItemKey.LastAct, act);
        item[Columns.Mark] = Value.Of(mark);
        var outcome = last is null
            ? await writes.PutAsync(item, "attribute_not_exists(pk)", values: null, ct)
            : await writes.PutAsync(item, "actNumber = :before", new() { [":before"] = Value.Of(last.Seq) }, ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(ItemKey.LastAct, ct))?.Bears(mark) ?? false,
        };
    }

    private Task<WriteOutcome> CopyAsync(OperatorAct act, CancellationToken ct) => writes.PutAsync(ActItem.Of(ItemKey.Act(act.Month, act.Seq), act), "attribute_not_exists(pk)", values: null, ct);
}
