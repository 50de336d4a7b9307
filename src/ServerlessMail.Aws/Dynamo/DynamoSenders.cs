using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The allowlist: one partition, sorted by identity.</summary>
internal sealed class DynamoSenders(TableReads reads, TableWrites writes) : ISenderStore
{
    public async Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct) => Covering(from, await reads.FindAllAsync(KeysOf(from), ct));

    public async Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct) =>
        [.. (await reads.PartitionAsync(ItemKey.Senders, fromSk: null, ct)).Select(Read)];

    public Task PutAsync(Sender sender, CancellationToken ct)
    {
        var item = ItemKey.Sender(sender.Identity).Attributes();
        item[Columns.Standing] = Value.Of(StoredName.Of(sender.Status));
        item[Columns.AddedAt] = Value.Of(sender.AddedAt);
        item[Columns.AddedBy] = Value.Of(sender.AddedBy);
        return writes.PutAsync(item, condition: null, values: null, ct);
    }

    public async Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct) =>
        await writes.UpdateAsync(
            ItemKey.Sender(identity), "SET standing = :standing", "attribute_exists(pk)", new() { [":standing"] = Value.Of(StoredName.Of(status)) }, ct)
            is WriteOutcome.Written;

    // Unclear: an answer was lost and the entry is gone now, as was asked for.
    public async Task<bool> RemoveAsync(string identity, CancellationToken ct) =>
        await writes.DeleteAsync(ItemKey.Sender(identity), "attribute_exists(pk)", values: null, ct) is WriteOutcome.Written or WriteOutcome.Unclear;

    /// <summary>Where the entries stand that can cover an address.</summary>
    internal static ItemKey[] KeysOf(EmailAddress from) => [ItemKey.Sender(from.ToString()), ItemKey.Sender(from.Domain)];

    /// <summary>The entry among the items that covers an address.</summary>
    internal static Sender? Covering(EmailAddress from, Dictionary<ItemKey, Dictionary<string, AttributeValue>> items) =>
        Sender.Covering(One(items, from.ToString()), One(items, from.Domain));

    private static Sender? One(Dictionary<ItemKey, Dictionary<string, AttributeValue>> items, string identity) =>
        items.GetValueOrDefault(ItemKey.Sender(identity)) is { } item ? Read(item) : null;

    private static Sender Read(Dictionary<string, AttributeValue> item) => new(
        item.TextOf(Columns.Sk),
        StoredName.Read<SenderStatus>(item.TextOf(Columns.Standing)),
        item.Moment(Columns.AddedAt) ?? throw Value.Malformed(item, Columns.AddedAt),
        item.TextOf(Columns.AddedBy));
}
