using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryBadRecordsTests : BadRecordsContract
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));
    private readonly MemoryQueue _queue;
    private readonly MemoryFeedbackQueue _feedback;

    public MemoryBadRecordsTests() => (_queue, _feedback) = (new MemoryQueue(_time), new MemoryFeedbackQueue(_time));

    protected override TimeProvider Time => _time;

    protected override IMessageQueue Queue => _queue;

    protected override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    protected override async Task PassAsync(Func<bool> isDone)
    {
        while (!isDone())
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    protected override Task PutAsync(Lane lane, string body) => Task.FromResult(_queue.Put(lane, body));

    protected override Task PutFeedbackAsync(string body)
    {
        _feedback.Put(body);
        return Task.CompletedTask;
    }

    protected override Task<IReadOnlyList<FeedbackRecord>> ReceiveFeedbackAsync(TimeSpan hidden) => Task.FromResult(_feedback.Receive(10, hidden));

    protected override Task DeleteFeedbackAsync(FeedbackRecord record)
    {
        _feedback.Delete(record.Id);
        return Task.CompletedTask;
    }

    protected override Task<bool> IsFeedbackGoneAsync() => Task.FromResult(_feedback.Count == 0);
}
