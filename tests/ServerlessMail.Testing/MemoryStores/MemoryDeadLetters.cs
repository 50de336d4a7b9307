using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Dead letters as a test puts them aside; they return to the queues in memory.</summary>
public sealed class MemoryDeadLetters(MemoryQueue lanes, MemoryFeedbackQueue feedback, TimeProvider time) : IDeadLetters
{
    private const int Step = 10;

    private readonly Lock _gate = new();
    private readonly List<DeadLetter> _letters = [];
    private int _ids;

    public FaultDoor Door { get; } = new();

    /// <summary>Queues that are not known here: their dead letters cannot be counted.</summary>
    public ISet<ServiceQueue> Unknown { get; } = new HashSet<ServiceQueue>();

    /// <summary>Puts a record aside.</summary>
    public DeadLetter Bury(ServiceQueue queue, string body)
    {
        lock (_gate)
        {
            var letter = new DeadLetter(queue, (++_ids).ToString(CultureInfo.InvariantCulture), body, time.GetUtcNow());
            _letters.Add(letter);
            return letter;
        }
    }

    /// <summary>How many a queue has now.</summary>
    public int Count(ServiceQueue queue) => Of(queue).Count;

    public Task<int?> CountAsync(ServiceQueue queue, CancellationToken ct) =>
        Door.PassAsync(nameof(CountAsync), int? () => Unknown.Contains(queue) ? null : Count(queue), ct);

    public Task<IReadOnlyList<DeadLetter>> ListAsync(ServiceQueue queue, int limit, CancellationToken ct) =>
        Door.PassAsync(nameof(ListAsync), IReadOnlyList<DeadLetter> () => [.. Of(queue).Take(limit)], ct);

    public Task<bool> ReturnAsync(ServiceQueue queue, string id, CancellationToken ct) =>
        Door.PassAsync(nameof(ReturnAsync), () => Of(queue).Find(letter => letter.Id == id) is { } found && Return(found), ct);

    public async IAsyncEnumerable<int> ReturnAllAsync(ServiceQueue queue, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in Of(queue).Chunk(Step))
            yield return await Door.PassAsync(nameof(ReturnAllAsync), () => some.Count(Return), ct);
    }

    private List<DeadLetter> Of(ServiceQueue queue)
    {
        lock (_gate)
            return [.. _letters.Where(letter => letter.Queue == queue)];
    }

    private bool Return(DeadLetter letter)
    {
        lock (_gate)
        {
            if (!_letters.Remove(letter))
                return false;
        }

        switch (letter.Queue)
        {
            case ServiceQueue.Urgent:
                return lanes.Put(Lane.Urgent, letter.Body);
            case ServiceQueue.Normal:
                return lanes.Put(Lane.Normal, letter.Body);
            case ServiceQueue.Bulk:
                return lanes.Put(Lane.Bulk, letter.Body);
            case ServiceQueue.Feedback:
                feedback.Put(letter.Body);
                return true;
            default:
                throw new NotSupportedException($"{letter.Queue} is no queue.");
        }
    }
}
