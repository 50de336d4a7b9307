using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// Messages: a head each, with its draft where that is small, else with a body beside it that is written before. Due, parked and listed
/// messages come from indexes, which DynamoDB keeps a moment behind the table.
/// </summary>
internal sealed class DynamoMessages(TableReads reads, TableWrites writes, TimeProvider time) : IMessageStore
{
    private const string IfAbsent = "attribute_not_exists(pk)";

    /// <summary>How long one more look may take after a deadline has passed.</summary>
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(1);

    // Sorts after every moment and before every other letter that a key could go on with.
    private const string AfterMoments = "~";

    public async Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct)
    {
        var mark = TableWrites.NewMark();
        var head = HeadItem.Of(message, mark);
        var json = DraftText.Json(draft);
        var isInline = json.Length <= DraftText.MaxInline;
        if (isInline)
        {
            head[Columns.Draft] = Value.Of(DraftText.Inline(json));
            head[Columns.DraftUntil] = Value.Of(draftExpires.ToUnixTimeMilliseconds());
        }
        else if (!await TryAddBodyAsync(message.Id, DraftText.Pack(json), draftExpires, mark, ct))
        {
            return false;
        }

        var added = await IsAddedAsync(head, ItemKey.Head(message.Id), mark, ct);
        if (!added && !isInline)
            await TakeBackBodyAsync(message.Id, mark, ct);
        return added;
    }

    public async Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct)
    {
        var items = await reads.PartitionAsync(ItemKey.Message(id), fromSk: null, ct);
        var head = items.Find(item => ItemKey.Of(item) == ItemKey.Head(id));
        return head is null ? null : new StoredMessage(HeadItem.Read(head), DraftOf(head, items.Find(item => ItemKey.Of(item) == ItemKey.Body(id))));
    }

    public async Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct)
    {
        var mark = TableWrites.NewMark();
        var key = ItemKey.Head(after.Id);
        var update = HeadChange.Between(before, after, mark);
        return await IsWrittenAsync(await writes.UpdateAsync(key, update.Expression, HeadChange.Condition, update.Values, ct), key, mark, ct);
    }

    public async Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct)
    {
        var mark = TableWrites.NewMark();
        var key = ItemKey.Head(after.Id);
        var update = HeadChange.Between(before, after, mark).Without(Columns.Draft, Columns.DraftUntil);
        if (!await IsWrittenAsync(await writes.UpdateAsync(key, update.Expression, HeadChange.Condition, update.Values, ct), key, mark, ct))
            return false;

        // The head first: whoever finds it erased must not send. If this process dies here, the act is not answered, and done again it comes by here again.
        await writes.DeleteAsync(ItemKey.Body(after.Id), condition: null, values: null, ct);
        return true;
    }

    public Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        WorkAsync(WorkDue.MomentPrefix, WorkDue.At(now).Key, limit, ct);

    public Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) =>
        WorkAsync(where.Prefix, where.Prefix + AfterMoments, limit, ct);

    public async Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct)
    {
        // Ids are spread evenly over the partitions: each counts its share first, and only what that leaves open is counted on.
        var open = HeadItem.WorkPartitions.Select(partition => new IndexCount(TableIndex.Work, partition, where.Prefix, where.Prefix + AfterMoments)).ToList();
        var counted = 0;
        while (open.Count > 0 && counted < limit)
        {
            var share = ((limit - counted) + open.Count - 1) / open.Count;
            counted += (await Task.WhenAll(open.Select(partition => reads.CountAsync(partition, share, ct)))).Sum();
            open.RemoveAll(partition => partition.IsDone);
        }

        return Math.Min(counted, limit);
    }

    public async Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct)
    {
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var from = ItemKey.Message(First(start));
        var below = ItemKey.Message(before ?? First(start.AddDays(1)));
        if (string.CompareOrdinal(below, from) <= 0)
            return [];
        var pages = await Task.WhenAll(HeadItem.DayPartitions(day).Select(partition =>
            // An index's range has no open end: the bound itself may come along, so one more is asked for.
            reads.IndexAsync(TableIndex.Time, partition, from, below, forward: false, limit + 1, ct)));
        var keys = pages.SelectMany(page => page)
            .Select(item => item.TextOf(Columns.Pk))
            .Where(pk => string.CompareOrdinal(pk, below) < 0)
            .OrderDescending(StringComparer.Ordinal)
            .Take(limit)
            .Select(pk => ItemKey.Head(ItemKey.IdOf(pk)))
            .ToList();
        var heads = await reads.FindAllAsync(keys, ct);
        return [.. keys.Where(heads.ContainsKey).Select(key => HeadItem.Read(heads[key]))];
    }

    private async Task<IReadOnlyList<MessageId>> WorkAsync(string from, string to, int limit, CancellationToken ct)
    {
        var pages = await Task.WhenAll(HeadItem.WorkPartitions.Select(partition => reads.IndexAsync(TableIndex.Work, partition, from, to, forward: true, limit, ct)));
        return [.. pages.SelectMany(page => page)
            .OrderBy(item => item.TextOf(Columns.Due), StringComparer.Ordinal)
            .Take(limit)
            .Select(item => ItemKey.IdOf(item.TextOf(Columns.Pk)))];
    }

    /// <summary>The draft, by the reader's clock: DynamoDB deletes what has expired hours or days later.</summary>
    private MailDraft? DraftOf(Dictionary<string, AttributeValue> head, Dictionary<string, AttributeValue>? body)
    {
        var now = time.GetUtcNow();
        if (head.Text(Columns.Draft) is { } inline)
            return head.NumberOf(Columns.DraftUntil) > now.ToUnixTimeMilliseconds() ? DraftText.ReadInline(inline) : null;
        return body is not null && body.NumberOf(Columns.Expires) > now.ToUnixTimeSeconds()
            ? DraftText.ReadPacked(body.Bytes(Columns.Body) ?? throw Value.Malformed(body, Columns.Body))
            : null;
    }

    /// <summary>Writes the body. One with the same content may be there already, from an earlier attempt that died before its head.</summary>
    private async Task<bool> TryAddBodyAsync(MessageId id, byte[] packed, DateTimeOffset expires, byte[] mark, CancellationToken ct)
    {
        var body = ItemKey.Body(id).Attributes();
        body[Columns.Body] = Value.Of(packed);
        body[Columns.Expires] = Value.Expiry(expires);
        body[Columns.Mark] = Value.Of(mark);
        return await writes.PutAsync(body, IfAbsent, values: null, ct) == WriteOutcome.Written
            || ((await reads.FindAsync(ItemKey.Body(id), ct))?.Bytes(Columns.Body) is { } there && there.AsSpan().SequenceEqual(packed));
    }

    /// <summary>Removes the own body of a head that could not be written, unless the head that is there instead lives from it.</summary>
    private async Task TakeBackBodyAsync(MessageId id, byte[] mark, CancellationToken ct)
    {
        if ((await reads.FindAsync(ItemKey.Head(id), ct))?.Text(Columns.Draft) is not null)
            await writes.DeleteAsync(ItemKey.Body(id), "mark = :mark", new() { [":mark"] = Value.Of(mark) }, ct);
    }

    /// <summary>
    /// Writes the head. When every answer was lost, or the deadline passed on the way, it may be there all the same; what is there the sweeper sends, so one
    /// look, on a short deadline of its own, comes before the failure.
    /// </summary>
    private async Task<bool> IsAddedAsync(Dictionary<string, AttributeValue> head, ItemKey key, byte[] mark, CancellationToken ct)
    {
        try
        {
            return await IsWrittenAsync(await writes.PutAsync(head, IfAbsent, values: null, ct), key, mark, ct);
        }
        catch (Exception)
        {
            using var look = new CancellationTokenSource(LastLook, time);
            if ((await reads.FindAsync(key, look.Token))?.Bears(mark) == true)
                return true;
            throw;
        }
    }

    private async Task<bool> IsWrittenAsync(WriteOutcome outcome, ItemKey key, byte[] mark, CancellationToken ct) => outcome switch
    {
        WriteOutcome.Written => true,
        WriteOutcome.Refused => false,
        WriteOutcome.Unclear => (await reads.FindAsync(key, ct))?.Bears(mark) ?? false,
    };

    /// <summary>The lowest id that a moment can have.</summary>
    private static MessageId First(DateTimeOffset at) => MessageId.New(at, stackalloc byte[10]);
}
