using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteFeedbackWatchTests : FeedbackWatchContract, IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SqliteData _data = new();

    protected override IFeedbackWatch Watch => _data.Get<IFeedbackWatch>();

    protected override IMessageStore Messages => _data.Get<IMessageStore>();

    protected override TimeProvider Time => _data.Time;

    private QueueTable Queue => _data.Get<QueueTable>();

    [Fact]
    public async Task With_nothing_waiting_the_feedback_is_complete_up_to_now() =>
        Assert.Equal(_data.Time.GetUtcNow() - Second, await CompleteUntilAsync());

    [Fact]
    public async Task What_waits_keeps_it_incomplete_until_it_is_recorded()
    {
        var sent = _data.Time.GetUtcNow();
        await Queue.SendAsync(QueueTable.Feedback, "an event", TimeSpan.Zero, Ct);
        _data.Time.Advance(Second * 20);

        Assert.Equal(sent - Second, await CompleteUntilAsync());

        var record = Assert.Single(await Queue.ReceiveAsync(QueueTable.Feedback, 10, Second, Ct));
        Assert.Equal(sent - Second, await CompleteUntilAsync());
        await Queue.DeleteAsync(record.Receipt, Ct);
        Assert.Equal(_data.Time.GetUtcNow() - Second, await CompleteUntilAsync());
    }

    public void Dispose() => _data.Dispose();

    protected override void Advance(TimeSpan by) => _data.Time.Advance(by);

    protected override Task QueueAsync(string body) => Queue.SendAsync(QueueTable.Feedback, body, TimeSpan.Zero, Ct);

    protected override Task BuryAsync(string body) => Queue.SendAsync(QueueTable.DeadLettersOf(QueueTable.Feedback), body, TimeSpan.Zero, Ct);

    protected override async Task<IReadOnlyList<FeedbackRecord>> ReceiveAsync() =>
        [.. (await Queue.ReceiveAsync(QueueTable.Feedback, 10, TimeSpan.FromDays(1), Ct)).Select(record => new FeedbackRecord(record.Receipt, record.Body, record.QueuedAt!.Value))]; // the table always tells

    protected override Task DeleteAsync(FeedbackRecord record) => Queue.DeleteAsync(record.Id, Ct);

    private async Task<DateTimeOffset?> CompleteUntilAsync() => (await _data.Get<IFeedbackWatch>().ReadAsync(Ct)).CompleteUntil;
}
