using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryFeedbackWatchTests : FeedbackWatchContract
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store;

    public MemoryFeedbackWatchTests() => _store = new MemoryStore(_time);

    protected override IFeedbackWatch Watch => _store.Feedback;

    protected override IMessageStore Messages => _store.Messages;

    protected override TimeProvider Time => _time;

    protected override void Advance(TimeSpan by) => _time.Advance(by);

    protected override Task QueueAsync(string body)
    {
        _store.FeedbackQueue.Put(body);
        return Task.CompletedTask;
    }

    protected override Task BuryAsync(string body) => Task.FromResult(_store.DeadLetters.Bury(ServiceQueue.Feedback, body));

    protected override Task<IReadOnlyList<FeedbackRecord>> ReceiveAsync() => Task.FromResult(_store.FeedbackQueue.Receive(10, TimeSpan.FromDays(1)));

    protected override Task DeleteAsync(FeedbackRecord record)
    {
        _store.FeedbackQueue.Delete(record.Id);
        return Task.CompletedTask;
    }
}
