using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every message store must find by due time, hold and day. Each test has an empty store of its own.</summary>
public abstract class MessageWorkContract
{
    /// <summary>A fixed moment: nothing here depends on the store's clock.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset DraftExpires = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    protected abstract IMessageStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Due_is_what_has_reached_its_moment_and_nothing_else()
    {
        var past = await AddAsync(Noon.AddHours(-1), message => message with { Due = WorkDue.At(Noon.AddMilliseconds(-1)) });
        var sharp = await AddAsync(Noon.AddHours(-1), message => message with { Due = WorkDue.At(Noon) });
        await AddAsync(Noon.AddHours(-1), message => message with { Due = WorkDue.At(Noon.AddMilliseconds(1)) });
        await AddAsync(Noon.AddHours(-1), message => message.StopBy(SendScope.All, Noon.AddHours(-1)));
        await AddAsync(Noon.AddHours(-1), message => message.Fail(Noon.AddHours(-1), "content"));

        var due = await Store.DueAsync(Noon, 100, Ct);

        Assert.Equal(new[] { past.Id, sharp.Id }.Order(), due.Order());
    }

    [Fact]
    public async Task What_was_settled_or_put_off_is_no_longer_due()
    {
        var settled = await AddAsync(Noon.AddHours(-1));
        var putOff = await AddAsync(Noon.AddHours(-1));
        var parked = await AddAsync(Noon.AddHours(-1));
        Assert.Equal(3, (await Store.DueAsync(Noon, 100, Ct)).Count);

        Assert.True(await Store.TrySaveAsync(settled, settled.Cancel(Noon, "operator"), Ct));
        Assert.True(await Store.TrySaveAsync(putOff, putOff.Claim(Noon, Noon.AddMinutes(1)), Ct));
        Assert.True(await Store.TrySaveAsync(parked, parked.HoldFor(HoldReason.Operator, Noon), Ct));

        Assert.Empty(await Store.DueAsync(Noon, 100, Ct));
    }

    [Fact]
    public async Task Doing_what_is_due_a_few_at_a_time_reaches_all()
    {
        var open = new HashSet<MessageId>();
        for (var i = 0; i < 40; i++)
            open.Add((await AddAsync(Noon.AddHours(-1).AddSeconds(i))).Id);

        for (var round = 0; round < 40 && open.Count > 0; round++)
        {
            var due = await Store.DueAsync(Noon, 7, Ct);
            Assert.InRange(due.Count, 1, 7);
            Assert.Equal(due.Count, due.Distinct().Count());
            foreach (var id in due)
            {
                Assert.True(open.Remove(id));
                var message = (await Store.FindAsync(id, Ct))!.Message; // The store has just named it.
                Assert.True(await Store.TrySaveAsync(message, message.Cancel(Noon, "operator"), Ct));
            }
        }

        Assert.Empty(open);
        Assert.Empty(await Store.DueAsync(Noon, 7, Ct));
    }

    [Fact]
    public async Task Parked_is_what_waits_for_that_reason()
    {
        var first = await AddAsync(Noon, message => message.HoldFor(HoldReason.Operator, Noon));
        var second = await AddAsync(Noon, message => message.HoldFor(HoldReason.Operator, Noon.AddHours(1)));
        var stopped = await AddAsync(Noon, message => message.StopBy(SendScope.All, Noon));
        var bulk = await AddAsync(Noon, message => (message with { Lane = Lane.Bulk }).StopBy(SendScope.Of(Lane.Bulk), Noon));
        await AddAsync(Noon, message => message.HoldFor(HoldReason.Quota, Noon, until: Noon.AddHours(1)));
        await AddAsync(Noon);

        Assert.Equal(new[] { first.Id, second.Id }.Order(), (await Store.ParkedAsync(Parking.For(HoldReason.Operator), 100, Ct)).Order());
        Assert.Single(await Store.ParkedAsync(Parking.For(HoldReason.Operator), 1, Ct));
        Assert.Empty(await Store.ParkedAsync(Parking.For(HoldReason.Spam), 100, Ct));
        Assert.Equal(new[] { stopped.Id, bulk.Id }.Order(), (await Store.ParkedAsync(Parking.For(HoldReason.Pause), 100, Ct)).Order());
        Assert.Equal([stopped.Id], await Store.ParkedAsync(Parking.Stopped(SendScope.All, Lane.Normal), 100, Ct));
        Assert.Empty(await Store.ParkedAsync(Parking.Stopped(SendScope.All, Lane.Bulk), 100, Ct));
    }

    [Fact]
    public async Task What_is_parked_is_counted_up_to_a_limit()
    {
        for (var i = 0; i < 40; i++)
            await AddAsync(Noon.AddSeconds(i), message => message.StopBy(SendScope.All, Noon.AddSeconds(i)));
        await AddAsync(Noon, message => (message with { Lane = Lane.Bulk }).StopBy(SendScope.All, Noon));
        await AddAsync(Noon, message => message.StopBy(SendScope.Of(Lane.Normal), Noon));
        await AddAsync(Noon, message => message.HoldFor(HoldReason.Spam, Noon));
        await AddAsync(Noon);

        foreach (var (limit, counted) in ((int, int)[])[(1, 1), (16, 16), (40, 40), (41, 41), (42, 41), (10_000, 41)])
            Assert.Equal(counted, await Store.CountParkedAsync(Parking.Stopped(SendScope.All), limit, Ct));
        Assert.Equal(40, await Store.CountParkedAsync(Parking.Stopped(SendScope.All, Lane.Normal), 100, Ct));
        Assert.Equal(42, await Store.CountParkedAsync(Parking.For(HoldReason.Pause), 100, Ct));
        Assert.Equal(0, await Store.CountParkedAsync(Parking.Stopped(SendScope.Of(Lane.Bulk)), 100, Ct));
    }

    [Fact]
    public async Task A_backlog_is_by_lane_and_who_was_accepted_first_comes_first()
    {
        var last = await AddAsync(Noon.AddSeconds(2), message => message.Backlog(Noon.AddSeconds(3)));
        var first = await AddAsync(Noon, message => message.Backlog(Noon.AddSeconds(5)));
        var middle = await AddAsync(Noon.AddSeconds(1), message => message.Backlog(Noon.AddSeconds(4)));
        await AddAsync(Noon, message => (message with { Lane = Lane.Bulk }).Backlog(Noon));

        Assert.Equal([first.Id, middle.Id, last.Id], await Store.ParkedAsync(Parking.Backlog(Lane.Normal), 100, Ct));
        Assert.Equal([first.Id], await Store.ParkedAsync(Parking.Backlog(Lane.Normal), 1, Ct));
        Assert.Equal(4, (await Store.ParkedAsync(Parking.For(HoldReason.Pace), 100, Ct)).Count);
        Assert.Empty(await Store.DueAsync(Noon.AddDays(300), 100, Ct));
    }

    [Fact]
    public async Task What_was_released_is_no_longer_parked()
    {
        var held = await AddAsync(Noon, message => message.StopBy(SendScope.All, Noon));

        Assert.True(await Store.TrySaveAsync(held, held.Release(Noon, Noon.AddMinutes(1), "resumed"), Ct));

        Assert.Empty(await Store.ParkedAsync(Parking.For(HoldReason.Pause), 100, Ct));
        Assert.Equal([held.Id], await Store.DueAsync(Noon.AddMinutes(1), 100, Ct));
    }

    [Fact]
    public async Task A_day_is_listed_newest_first_from_its_first_millisecond_to_its_last()
    {
        var midnight = Noon.Date;
        var day = new DateTimeOffset(midnight, TimeSpan.Zero);
        await AddAsync(day.AddMilliseconds(-1));
        var first = await AddAsync(day);
        var middle = await AddAsync(Noon, message => message.HoldFor(HoldReason.Spam, Noon));
        var last = await AddAsync(day.AddDays(1).AddMilliseconds(-1));
        await AddAsync(day.AddDays(1));

        var listed = await Store.ListAsync(DateOnly.FromDateTime(midnight), null, 100, Ct);

        Assert.Equal([last.Id, middle.Id, first.Id], listed.Select(message => message.Id));
        Same.Message(middle, listed[1]);
    }

    [Fact]
    public async Task A_day_is_paged_without_gap_or_repetition()
    {
        var added = new List<MessageId>();
        for (var i = 0; i < 25; i++)
            added.Add((await AddAsync(Noon.AddSeconds(i / 2))).Id);

        var listed = new List<MessageId>();
        MessageId? before = null;
        for (var page = 0; page < 5; page++)
        {
            var messages = await Store.ListAsync(DateOnly.FromDateTime(Noon.Date), before, 7, Ct);
            Assert.Equal(page < 3 ? 7 : page == 3 ? 4 : 0, messages.Count);
            listed.AddRange(messages.Select(message => message.Id));
            before = listed[^1];
        }

        Assert.Equal(added.OrderDescending(), listed);
    }

    [Fact]
    public async Task A_day_without_messages_lists_none() =>
        Assert.Empty(await Store.ListAsync(DateOnly.FromDateTime(Noon.Date), null, 10, Ct));

    private async Task<Message> AddAsync(DateTimeOffset at, Func<Message, Message>? step = null)
    {
        var message = SampleMail.Message(at);
        message = step?.Invoke(message) ?? message;
        Assert.True(await Store.TryAddAsync(message, SampleMail.Draft(), DraftExpires, Ct));
        return message;
    }
}
