using ServerlessMail.Core.Feedback;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteFeedbackWatchTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SqliteData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_nothing_waiting_the_feedback_is_complete_up_to_now() =>
        Assert.Equal(_data.Time.GetUtcNow() - Second, await CompleteUntilAsync());

    [Fact]
    public async Task What_waits_keeps_it_incomplete_until_it_is_recorded()
    {
        var sent = _data.Time.GetUtcNow();
        await _data.Get<QueueTable>().SendAsync(QueueTable.Feedback, "an event", TimeSpan.Zero, Ct);
        _data.Time.Advance(Second * 20);

        Assert.Equal(sent - Second, await CompleteUntilAsync());

        var record = Assert.Single(await _data.Get<QueueTable>().ReceiveAsync(QueueTable.Feedback, 10, Second, Ct));
        Assert.Equal(sent - Second, await CompleteUntilAsync());
        await _data.Get<QueueTable>().DeleteAsync(record.Receipt, Ct);
        Assert.Equal(_data.Time.GetUtcNow() - Second, await CompleteUntilAsync());
    }

    public void Dispose() => _data.Dispose();

    private Task<DateTimeOffset?> CompleteUntilAsync() => _data.Get<IFeedbackWatch>().CompleteUntilAsync(Ct);
}
