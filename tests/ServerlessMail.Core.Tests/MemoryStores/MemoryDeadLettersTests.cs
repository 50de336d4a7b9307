using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryDeadLettersTests : DeadLettersContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly MemoryStore _store = new(new FakeTimeProvider());

    protected override IDeadLetters Letters => _store.DeadLetters;

    protected override Task BuryAsync(ServiceQueue queue, string body) => Task.FromResult(_store.DeadLetters.Bury(queue, body));

    protected override async Task<IReadOnlyList<string>> TakeAsync(ServiceQueue queue)
    {
        if (queue == ServiceQueue.Feedback)
        {
            var feedback = _store.FeedbackQueue.Receive(10, Minute);
            foreach (var record in feedback)
                _store.FeedbackQueue.Delete(record.Id);
            return [.. feedback.Select(record => record.Body)];
        }

        var lane = Enum.Parse<Lane>(queue.ToString());
        var records = await _store.Queue.ReceiveAsync(lane, 10, Minute, Ct);
        foreach (var record in records)
            await _store.Queue.DeleteAsync(lane, record, Ct);
        return [.. records.Select(record => record.Body)];
    }
}
