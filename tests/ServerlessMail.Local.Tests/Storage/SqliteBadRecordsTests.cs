using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteBadRecordsTests : BadRecordsContract, IDisposable
{
    private readonly SqliteData _data = new();

    protected override TimeProvider Time => _data.Time;

    protected override IMessageQueue Queue => _data.Get<IMessageQueue>();

    private QueueTable Table => _data.Get<QueueTable>();

    public void Dispose() => _data.Dispose();

    protected override Task AdvanceAsync(TimeSpan by)
    {
        _data.Time.Advance(by);
        return Task.CompletedTask;
    }

    protected override async Task PassAsync(Func<bool> isDone)
    {
        while (!isDone())
        {
            _data.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }
    }

    protected override Task PutAsync(Lane lane, string body) =>
        Table.SendAsync(QueueTable.ChannelOf(Enum.Parse<ServiceQueue>(lane.ToString())), body, TimeSpan.Zero, Ct);

    protected override Task PutFeedbackAsync(string body) => Table.SendAsync(QueueTable.Feedback, body, TimeSpan.Zero, Ct);

    protected override async Task<IReadOnlyList<FeedbackRecord>> ReceiveFeedbackAsync(TimeSpan hidden) =>
        [.. (await Table.ReceiveAsync(QueueTable.Feedback, 10, hidden, Ct)).Select(record => new FeedbackRecord(record.Receipt, record.Body, record.QueuedAt!.Value))]; // the table always tells

    protected override Task DeleteFeedbackAsync(FeedbackRecord record) => Table.DeleteAsync(record.Id, Ct);

    protected override async Task<bool> IsFeedbackGoneAsync() => await Table.OldestAsync(QueueTable.Feedback, Ct) is null;
}
