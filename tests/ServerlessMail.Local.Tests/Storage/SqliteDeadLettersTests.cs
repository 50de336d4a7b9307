using ServerlessMail.Core.Queues;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqliteDeadLettersTests : DeadLettersContract, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SqliteData _data = new();

    protected override IDeadLetters Letters => _data.Get<IDeadLetters>();

    private QueueTable Table => _data.Get<QueueTable>();

    public void Dispose() => _data.Dispose();

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task A_returned_record_has_all_its_deliveries_before_it_again_and_keeps_its_age(ServiceQueue queue)
    {
        var channel = QueueTable.ChannelOf(queue);
        var queuedAt = _data.Time.GetUtcNow();
        await Table.SendAsync(channel, "poison", TimeSpan.Zero, Ct);
        for (var lives = 0; lives < 2; lives++)
        {
            for (var delivery = 1; delivery <= QueueTable.MaxReceives; delivery++)
            {
                var record = Assert.Single(await Table.ReceiveAsync(channel, 10, Minute, Ct));
                Assert.Equal((delivery, queuedAt), (record.ReceiveCount, record.QueuedAt));
                _data.Time.Advance(Minute);
            }

            Assert.Empty(await Table.ReceiveAsync(channel, 10, Minute, Ct));
            var letter = Assert.Single(await Letters.ListAsync(queue, 10, Ct));
            Assert.Equal(queuedAt, letter.QueuedAt);
            Assert.True(await Letters.ReturnAsync(queue, letter.Id, Ct));
            Assert.Equal(queuedAt, await Table.OldestAsync(channel, Ct));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1; DROP TABLE queue")]
    [InlineData("99999999999999999999")]
    public async Task What_is_no_id_returns_nothing(string id)
    {
        await BuryAsync(ServiceQueue.Normal, "one");

        Assert.False(await Letters.ReturnAsync(ServiceQueue.Normal, id, Ct));

        Assert.Equal(1, await Letters.CountAsync(ServiceQueue.Normal, Ct));
    }

    protected override Task BuryAsync(ServiceQueue queue, string body) => Table.SendAsync(QueueTable.DeadLettersOf(QueueTable.ChannelOf(queue)), body, TimeSpan.Zero, Ct);

    protected override async Task<IReadOnlyList<string>> TakeAsync(ServiceQueue queue)
    {
        var records = await Table.ReceiveAsync(QueueTable.ChannelOf(queue), 10, Minute, Ct);
        foreach (var record in records)
            await Table.DeleteAsync(record.Receipt, Ct);
        return [.. records.Select(record => record.Body)];
    }
}
