using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Counters with an end: one item for each form's window, and one for each client, with its counters and what it posted last.</summary>
internal sealed class DynamoLimits(TableReads reads, TableWrites writes) : ILimitStore
{
    public async Task<bool> TryCountAsync(string key, LimitWindow window, CancellationToken ct)
    {
        if (window.Most < 1)
            return false;
        var item = ItemKey.Limit(key, window.Name);
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
                [":most"] = Value.Of(window.Most),
                [":mark"] = Value.Of(mark),
                [":expires"] = Value.Expiry(window.Ends),
            },
            ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(item, ct))?.Bears(mark) ?? false,
        };
    }

    public async Task<MessageId?> TryEnterAsync(ClientPost post, CancellationToken ct)
    {
        if (post.Window is { Most: < 1 })
            return null;
        var item = ItemKey.Client(post.Key);
        var (outcome, after) = await EnterAsync(item, post, ct);
        // A lost answer: the own id is there if it was written, and that of the first if this is a repetition, counted or not.
        if (outcome == WriteOutcome.Unclear)
            after = await reads.FindAsync(item, ct);
        if (ClientItem.IdOf(after, post) is not { } known)
            return null;
        if (outcome == WriteOutcome.Written && ClientItem.Excess(after!, post) is { Count: > 0 } excess) // it was written, so it is there
            await ForgetAsync(item, excess, ct);
        return known == post.Id || post.Repeats(known) ? known
            : outcome == WriteOutcome.Written ? await TakeOverAsync(item, post, known, ct)
            : null;
    }

    /// <summary>Counts, and leaves the own id where no other stands. What was written already, its answer lost, is not counted once more.</summary>
    private Task<(WriteOutcome Outcome, Dictionary<string, AttributeValue>? Item)> EnterAsync(ItemKey item, ClientPost post, CancellationToken ct)
    {
        var place = ClientItem.PlaceOf(post);
        var update = $"SET {place} = if_not_exists({place}, :id), expires = :expires";
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":id"] = Value.Of(post.Id.ToString()), [":expires"] = Value.Expiry(post.Expires) };
        if (post.Window is not { } window)
            return writes.UpdateAndReadAsync(item, update, condition: null, values, ct);

        var counter = ClientItem.CounterOf(window);
        values[":one"] = Value.Of(1);
        values[":most"] = Value.Of(window.Most);
        return writes.UpdateAndReadAsync(
            item,
            $"{update} ADD {counter} :one",
            $"(attribute_not_exists({counter}) OR {counter} < :most) AND (attribute_not_exists({place}) OR {place} <> :id)",
            values,
            ct);
    }

    /// <summary>Puts the own id in the place of one whose minute is over. Of several who try, one comes first, and the others repeat it.</summary>
    private async Task<MessageId?> TakeOverAsync(ItemKey item, ClientPost post, MessageId old, CancellationToken ct)
    {
        var place = ClientItem.PlaceOf(post);
        var outcome = await writes.UpdateAsync(
            item,
            $"SET {place} = :id",
            $"attribute_not_exists({place}) OR {place} = :old",
            new() { [":id"] = Value.Of(post.Id.ToString()), [":old"] = Value.Of(old.ToString()) },
            ct);
        return outcome == WriteOutcome.Written ? post.Id : ClientItem.IdOf(await reads.FindAsync(item, ct), post) ?? post.Id;
    }

    /// <summary>Takes away what is as it was seen; if something of it has changed meanwhile, the next post sees to it.</summary>
    private async Task ForgetAsync(ItemKey item, IReadOnlyDictionary<string, AttributeValue> excess, CancellationToken ct)
    {
        var seen = excess.Select((attribute, index) => (attribute.Key, Name: $":v{index}", attribute.Value)).ToList();
        await writes.UpdateAsync(
            item,
            $"REMOVE {string.Join(", ", seen.Select(attribute => attribute.Key))}",
            string.Join(" AND ", seen.Select(attribute => $"{attribute.Key} = {attribute.Name}")),
            seen.ToDictionary(attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal),
            ct);
    }
}
