using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every queue must do. Each test has empty queues of its own.</summary>
public abstract class MessageQueueContract
{
    /// <summary>How often a test asks before it takes something for lost: a queue may give less than it has.</summary>
    private const int Tries = 40;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    protected abstract IMessageQueue Queue { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Lets at least this much time pass by the queue's clock.</summary>
    protected abstract Task AdvanceAsync(TimeSpan by);

    [Fact]
    public async Task What_was_sent_is_received()
    {
        var id = await SendAsync(Lane.Normal);

        var record = Assert.Single(await ReceiveAsync(Lane.Normal, 1, Long));

        Assert.Equal(id.ToString(), record.Body);
        Assert.Equal(1, record.ReceiveCount);
        Assert.NotEmpty(record.Receipt);
    }

    [Fact]
    public async Task An_empty_queue_gives_nothing() => Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));

    [Fact]
    public async Task A_delayed_record_is_hidden_until_its_delay_is_over_and_counted_meanwhile()
    {
        var id = SampleMail.Id(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await Queue.SendAsync(Lane.Normal, id, TimeSpan.FromMilliseconds(1500), Ct);

        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));
        Assert.Equal(1, await Queue.DepthAsync(Lane.Normal, Ct));

        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(id.ToString(), Assert.Single(await ReceiveAsync(Lane.Normal, 1, Long)).Body);
    }

    [Fact]
    public async Task A_delay_beyond_its_bounds_is_refused()
    {
        var id = SampleMail.Id(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.SendAsync(Lane.Normal, id, IMessageQueue.LongestDelay + TimeSpan.FromSeconds(1), Ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.SendAsync(Lane.Normal, id, TimeSpan.FromSeconds(-1), Ct));
        Assert.Equal(0, await Queue.DepthAsync(Lane.Normal, Ct));
    }

    [Fact]
    public async Task The_depth_counts_waiting_and_received_records_and_not_deleted_ones()
    {
        await SendAsync(Lane.Bulk);
        await SendAsync(Lane.Bulk);
        await SendAsync(Lane.Urgent);
        var record = Assert.Single(await ReceiveAsync(Lane.Bulk, 1, Long));
        // An emulator counts what is received twice.
        Assert.InRange(await Queue.DepthAsync(Lane.Bulk, Ct), 2, 3);

        await Queue.DeleteAsync(Lane.Bulk, record, Ct);

        Assert.Equal(1, await Queue.DepthAsync(Lane.Bulk, Ct));
        Assert.Equal(0, await Queue.DepthAsync(Lane.Normal, Ct));
    }

    [Fact]
    public async Task Lanes_are_apart()
    {
        var urgent = await SendAsync(Lane.Urgent);
        var bulk = await SendAsync(Lane.Bulk);

        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));
        Assert.Equal(bulk.ToString(), Assert.Single(await ReceiveAsync(Lane.Bulk, 1, Long)).Body);
        Assert.Equal(urgent.ToString(), Assert.Single(await ReceiveAsync(Lane.Urgent, 1, Long)).Body);
    }

    [Fact]
    public async Task A_receive_gives_no_more_than_was_asked_for()
    {
        for (var i = 0; i < 12; i++)
            await SendAsync(Lane.Normal);

        Assert.InRange((await Queue.ReceiveAsync(Lane.Normal, 3, Long, Ct)).Count, 1, 3);
        Assert.InRange((await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct)).Count, 1, 10);
    }

    [Fact]
    public async Task A_received_record_is_hidden_from_everybody_else()
    {
        await SendAsync(Lane.Normal);
        await ReceiveAsync(Lane.Normal, 1, Long);

        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));
    }

    [Fact]
    public async Task A_record_that_was_not_deleted_comes_back()
    {
        var id = await SendAsync(Lane.Normal);
        var first = Assert.Single(await ReceiveAsync(Lane.Normal, 1, Short));

        await AdvanceAsync(Short);

        var second = Assert.Single(await ReceiveAsync(Lane.Normal, 1, Long));
        Assert.Equal(id.ToString(), second.Body);
        Assert.Equal(2, second.ReceiveCount);
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [Fact]
    public async Task A_deleted_record_never_comes_back()
    {
        await SendAsync(Lane.Normal);
        await Queue.DeleteAsync(Lane.Normal, Assert.Single(await ReceiveAsync(Lane.Normal, 1, Short)), Ct);

        await AdvanceAsync(Short * 2);

        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));
    }

    [Fact]
    public async Task Deleting_takes_that_record_alone()
    {
        await SendAsync(Lane.Normal);
        await SendAsync(Lane.Normal);
        var received = await ReceiveAsync(Lane.Normal, 2, Short);
        await Queue.DeleteAsync(Lane.Normal, received[0], Ct);

        await AdvanceAsync(Short);

        Assert.Equal(received[1].Body, Assert.Single(await ReceiveAsync(Lane.Normal, 1, Long)).Body);
        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));
    }

    [Fact]
    public async Task Deleting_what_is_gone_or_came_back_is_no_error()
    {
        await SendAsync(Lane.Normal);
        var first = Assert.Single(await ReceiveAsync(Lane.Normal, 1, Short));
        await AdvanceAsync(Short);
        var second = Assert.Single(await ReceiveAsync(Lane.Normal, 1, Long));

        await Queue.DeleteAsync(Lane.Normal, first, Ct);
        await Queue.DeleteAsync(Lane.Normal, second, Ct);
        await Queue.DeleteAsync(Lane.Normal, second, Ct);

        Assert.Empty(await Queue.ReceiveAsync(Lane.Normal, 10, Long, Ct));
    }

    [Fact]
    public async Task Many_senders_and_receivers_at_once_lose_nothing_and_share_nothing()
    {
        const int records = 32;
        var sent = await Race.RunAsync(records, _ => SendAsync(Lane.Normal));

        var count = 0;
        var received = await Race.RunAsync(8, async _ =>
        {
            var mine = new List<QueueRecord>();
            for (var tries = 0; tries < Tries && Volatile.Read(ref count) < records; tries++)
            {
                var some = await Queue.ReceiveAsync(Lane.Normal, 3, Long, Ct);
                Interlocked.Add(ref count, some.Count);
                mine.AddRange(some);
            }

            return mine;
        });

        Assert.Equal(
            sent.Select(id => id.ToString()).Order(StringComparer.Ordinal),
            received.SelectMany(mine => mine).Select(record => record.Body).Order(StringComparer.Ordinal));
    }

    private async Task<MessageId> SendAsync(Lane lane)
    {
        var id = SampleMail.Id(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));
        await Queue.SendAsync(lane, id, TimeSpan.Zero, Ct);
        return id;
    }

    /// <summary>Asks until that many have come.</summary>
    private async Task<List<QueueRecord>> ReceiveAsync(Lane lane, int count, TimeSpan hidden)
    {
        var received = new List<QueueRecord>();
        for (var tries = 0; tries < Tries && received.Count < count; tries++)
            received.AddRange(await Queue.ReceiveAsync(lane, count - received.Count, hidden, Ct));
        Assert.Equal(count, received.Count);
        return received;
    }
}
