using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The head of a message as an item. What is null or zero is left out.</summary>
internal static class HeadItem
{
    private const int WorkShards = 16;
    private const int DayShards = 8;

    /// <summary>The partitions of the work index.</summary>
    public static IEnumerable<string> WorkPartitions => Enumerable.Range(0, WorkShards).Select(WorkPartition);

    /// <summary>The partitions of the time index that hold a day.</summary>
    public static IEnumerable<string> DayPartitions(DateOnly day) => Enumerable.Range(0, DayShards).Select(shard => DayPartition(day, shard));

    /// <summary>A new head, without its draft.</summary>
    public static Dictionary<string, AttributeValue> Of(Message message, byte[] mark)
    {
        var item = ItemKey.Head(message.Id).Attributes();
        item[Columns.DayShard] = Value.Of(DayPartition(DateOnly.FromDateTime(message.Id.Time.UtcDateTime), Shard(message.Id, DayShards)));
        item[Columns.Expires] = Value.Expiry(message.Id.Time + Retention.Trail);
        item[Columns.Lane] = Value.Of(StoredName.Of(message.Lane));
        item[Columns.Source] = Value.Of(message.Source);
        item[Columns.Recipients] = Value.Of(message.Recipients);
        item[Columns.Trail] = TrailText.Of(message.Id, message.Trail);
        item[Columns.Mark] = Value.Of(mark);
        if (message.DraftDigest is { } digest)
            item[Columns.DraftDigest] = Value.Of(digest.ToArray());
        foreach (var (column, value) in Changing(message))
        {
            if (value is not null)
                item[column] = value;
        }

        return item;
    }

    /// <summary>What can change after acceptance, beside trail and mark; null for what the item does not have.</summary>
    public static IEnumerable<(string Column, AttributeValue? Value)> Changing(Message message) =>
    [
        (Columns.Phase, Value.Of(StoredName.Of(message.Status))),
        (Columns.Seq, Value.Of(message.Seq)),
        (Columns.Attempt, NotZero(message.Attempt)),
        (Columns.Requeues, NotZero(message.Requeues)),
        (Columns.Setbacks, NotZero(message.Setbacks)),
        (Columns.ClaimedAt, message.ClaimedAt is { } at ? Value.Of(at.ToUnixTimeMilliseconds()) : null),
        (Columns.SesId, message.SesMessageId is { } ses ? Value.Of(ses) : null),
        (Columns.Seen, NotZero((int)message.Seen)),
        (Columns.TakenAlso, message.TakenAlso.IsEmpty ? null : new AttributeValue { L = [.. message.TakenAlso.Select(Value.Of)] }),
        (Columns.Doubted, NotZero(message.DoubtedAttempt)),
        (Columns.QuietTimes, NotZero(message.QuietTimes)),
        (Columns.WatchedUntil, message.WatchedUntil is { } until ? Value.Of(until.ToUnixTimeMilliseconds()) : null),
        (Columns.Hold, message.Hold is { } hold ? Value.Of(StoredName.Of(hold)) : null),
        (Columns.WorkShard, message.Due is null ? null : Value.Of(WorkPartition(Shard(message.Id, WorkShards)))),
        (Columns.Due, message.Due is { } due ? Value.Of(due.Key) : null),
        (Columns.Salt, message.Salt is { } salt ? Value.Of(salt.ToArray()) : null),
        (Columns.Chain, message.Chain is { } chain ? Value.Of(chain.ToArray()) : null),
    ];

    public static Message Read(Dictionary<string, AttributeValue> item)
    {
        var id = ItemKey.IdOf(item.TextOf(Columns.Pk));
        return new Message
        {
            Id = id,
            Lane = StoredName.Read<Lane>(item.TextOf(Columns.Lane)),
            Source = item.TextOf(Columns.Source),
            Recipients = (int)item.NumberOf(Columns.Recipients),
            Status = StoredName.Read<MessageStatus>(item.TextOf(Columns.Phase)),
            Attempt = (int)(item.Number(Columns.Attempt) ?? 0),
            ClaimedAt = item.Number(Columns.ClaimedAt) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            SesMessageId = item.Text(Columns.SesId),
            Seen = (FeedbackSeen)(item.Number(Columns.Seen) ?? 0),
            TakenAlso = [.. item.GetValueOrDefault(Columns.TakenAlso)?.L?.Select(id => id.S ?? throw Value.Malformed(item, Columns.TakenAlso)) ?? []],
            DoubtedAttempt = (int)(item.Number(Columns.Doubted) ?? 0),
            QuietTimes = (int)(item.Number(Columns.QuietTimes) ?? 0),
            WatchedUntil = item.Number(Columns.WatchedUntil) is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
            Hold = item.Text(Columns.Hold) is { } hold ? StoredName.Read<HoldReason>(hold) : null,
            Due = item.Text(Columns.Due) is { } due ? WorkDue.FromKey(due) : null,
            Requeues = (int)(item.Number(Columns.Requeues) ?? 0),
            Setbacks = (int)(item.Number(Columns.Setbacks) ?? 0),
            Seq = (int)item.NumberOf(Columns.Seq),
            Trail = TrailText.Read(id, item.GetValueOrDefault(Columns.Trail)?.L ?? throw Value.Malformed(item, Columns.Trail)),
            Salt = Bytes(item, Columns.Salt),
            DraftDigest = Bytes(item, Columns.DraftDigest),
            Chain = Bytes(item, Columns.Chain),
        };
    }

    private static Digest? Bytes(Dictionary<string, AttributeValue> item, string column) => item.Bytes(column) switch
    {
        null => null,
        { Length: Digest.Size } bytes => Digest.Of(bytes),
        _ => throw Value.Malformed(item, column),
    };

    private static AttributeValue? NotZero(int number) => number == 0 ? null : Value.Of(number);

    private static string WorkPartition(int shard) => string.Create(CultureInfo.InvariantCulture, $"W#{shard}");

    private static string DayPartition(DateOnly day, int shard) => string.Create(CultureInfo.InvariantCulture, $"DAY#{day:yyyyMMdd}#{shard}");

    /// <summary>The id modulo a power of two up to 32: its last character carries the lowest five bits (Crockford's base 32).</summary>
    private static int Shard(MessageId id, int shards) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ".IndexOf(id.ToString()[^1], StringComparison.Ordinal) % shards;
}
