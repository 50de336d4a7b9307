using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Messages in memory.</summary>
public sealed class MemoryMessages(TimeProvider time) : IMessageStore
{
    /// <summary>Sorts after whatever follows a prefix.</summary>
    private const string AfterAll = "\uffff";

    private static readonly MessageId Last = MessageId.Parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");

    private readonly Lock _gate = new();
    private readonly Dictionary<MessageId, Row> _rows = [];
    private readonly SortedSet<(string Key, MessageId Id)> _work = new(Comparer<(string Key, MessageId Id)>.Create(
        (left, right) => string.CompareOrdinal(left.Key, right.Key) is not 0 and var byKey ? byKey : left.Id.CompareTo(right.Id)));

    public FaultDoor Door { get; } = new();

    /// <summary>Every message as it stands, by id: for assertions.</summary>
    public IReadOnlyList<Message> All
    {
        get
        {
            lock (_gate)
                return [.. _rows.Values.Select(row => row.Head).OrderBy(head => head.Id)];
        }
    }

    public Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct) =>
        Door.PassAsync(nameof(TryAddAsync), () =>
        {
            lock (_gate)
            {
                if (!_rows.TryAdd(message.Id, new Row(message, draft, draftExpires)))
                    return false;
                Index(null, message);
                return true;
            }
        }, ct);

    public Task<StoredMessage?> FindAsync(MessageId id, CancellationToken ct) => Door.PassAsync(nameof(FindAsync), () =>
    {
        lock (_gate)
        {
            return _rows.TryGetValue(id, out var row)
                ? new StoredMessage(row.Head, row.DraftExpires > time.GetUtcNow() ? row.Draft : null)
                : null;
        }
    }, ct);

    public Task<bool> TrySaveAsync(Message before, Message after, CancellationToken ct) => Door.PassAsync(nameof(TrySaveAsync), () =>
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(before.Id, out var row) || row.Head.Seq != before.Seq)
                return false;
            _rows[before.Id] = row with { Head = after };
            Index(row.Head, after);
            return true;
        }
    }, ct);

    public Task<bool> TryEraseAsync(Message before, Message after, CancellationToken ct) => Door.PassAsync(nameof(TryEraseAsync), () =>
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(before.Id, out var row) || row.Head.Seq != before.Seq)
                return false;
            _rows[before.Id] = row with { Head = after, Draft = null };
            return true;
        }
    }, ct);

    /// <summary>Writes a head as nobody but a person at the table would: past every condition.</summary>
    public void Overwrite(Message head)
    {
        lock (_gate)
            _rows[head.Id] = _rows[head.Id] with { Head = head };
    }

    /// <summary>Takes a message out, as nobody may.</summary>
    public void Remove(MessageId id)
    {
        lock (_gate)
            _rows.Remove(id);
    }

    public Task<IReadOnlyList<MessageId>> DueAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        Door.PassAsync(nameof(DueAsync), () => Work(WorkDue.MomentPrefix, WorkDue.At(now).Key, limit), ct);

    public Task<IReadOnlyList<MessageId>> ParkedAsync(Parking where, int limit, CancellationToken ct) =>
        Door.PassAsync(nameof(ParkedAsync), () => Work(where.Prefix, where.Prefix + AfterAll, limit), ct);

    public Task<int> CountParkedAsync(Parking where, int limit, CancellationToken ct) =>
        Door.PassAsync(nameof(CountParkedAsync), () => Work(where.Prefix, where.Prefix + AfterAll, limit).Count, ct);

    public Task<IReadOnlyList<Message>> ListAsync(DateOnly day, MessageId? before, int limit, CancellationToken ct) =>
        Door.PassAsync(nameof(ListAsync), IReadOnlyList<Message> () =>
            [.. All.Where(head => DateOnly.FromDateTime(head.Id.Time.UtcDateTime) == day && (before is not { } bound || head.Id < bound)).Reverse().Take(limit)], ct);

    private IReadOnlyList<MessageId> Work(string from, string to, int limit)
    {
        lock (_gate)
            return [.. _work.GetViewBetween((from, default), (to, Last)).Take(limit).Select(work => work.Id)];
    }

    private void Index(Message? before, Message after)
    {
        if (before?.Due is { } was)
            _work.Remove((was.Key, after.Id));
        if (after.Due is { } due)
            _work.Add((due.Key, after.Id));
    }

    private sealed record Row(Message Head, MailDraft? Draft, DateTimeOffset DraftExpires);
}
