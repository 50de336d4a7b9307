using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteQueueTests : MessageQueueContract, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SqliteData _data = new();

    protected override IMessageQueue Queue => _data.Get<IMessageQueue>();

    private QueueTable Table => _data.Get<QueueTable>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected override Task AdvanceAsync(TimeSpan by)
    {
        _data.Time.Advance(by);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_record_put_in_for_later_is_not_seen_before()
    {
        await _data.Database.WriteAsync(
            connection =>
            {
                QueueTable.Enqueue(connection, "feedback", "later", _data.Time.GetUtcNow() + Minute);
                return 0;
            },
            Ct);

        Assert.Empty(await Table.ReceiveAsync("feedback", 10, Minute, Ct));
        _data.Time.Advance(Minute);
        Assert.Equal("later", Assert.Single(await Table.ReceiveAsync("feedback", 10, Minute, Ct)).Body);
    }

    [Fact]
    public async Task A_record_put_in_by_a_transaction_that_failed_is_not_there()
    {
        await Assert.ThrowsAsync<IOException>(() => _data.Database.WriteAsync<int>(
            connection =>
            {
                QueueTable.Enqueue(connection, "feedback", "never", _data.Time.GetUtcNow());
                throw new IOException();
            },
            Ct));

        Assert.Empty(await Table.ReceiveAsync("feedback", 10, Minute, Ct));
    }

    [Fact]
    public async Task What_ten_deliveries_did_not_finish_goes_to_the_dead_letters()
    {
        await Queue.SendAsync(Lane.Normal, SampleMail.Id(_data.Time.GetUtcNow()), TimeSpan.Zero, Ct);
        for (var delivery = 1; delivery <= QueueTable.MaxReceives; delivery++)
        {
            Assert.Equal(delivery, Assert.Single(await Queue.ReceiveAsync(Lane.Normal, 10, Minute, Ct)).ReceiveCount);
            _data.Time.Advance(Minute);
        }

        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Minute, Ct));
        Assert.Single(await Table.ReceiveAsync(QueueTable.DeadLettersOf("normal"), 10, Minute, Ct));
    }

    [Fact]
    public async Task The_oldest_is_the_one_that_waits_longest_hidden_or_dead_ones_included()
    {
        Assert.Null(await Table.OldestAsync(QueueTable.Feedback, Ct));
        var first = _data.Time.GetUtcNow();
        await Table.SendAsync(QueueTable.Feedback, "first", TimeSpan.Zero, Ct);
        _data.Time.Advance(Minute);
        await Table.SendAsync(QueueTable.Feedback, "second", TimeSpan.Zero, Ct);

        for (var delivery = 0; delivery <= QueueTable.MaxReceives; delivery++)
        {
            await Table.ReceiveAsync(QueueTable.Feedback, 1, Minute, Ct);
            Assert.Equal(first, await Table.OldestAsync(QueueTable.Feedback, Ct));
            _data.Time.Advance(Minute * 2);
        }
    }

    [Fact]
    public async Task What_one_process_sent_another_receives()
    {
        await using var another = _data.Another();
        await Queue.SendAsync(Lane.Bulk, SampleMail.Id(_data.Time.GetUtcNow()), TimeSpan.Zero, Ct);

        var theirs = (IMessageQueue)another.GetService(typeof(IMessageQueue))!; // registered with all the others
        Assert.Single(await theirs.ReceiveAsync(Lane.Bulk, 10, Minute, Ct));
        Assert.Empty(await Queue.ReceiveAsync(Lane.Bulk, 10, Minute, Ct));
    }

    public void Dispose() => _data.Dispose();
}
