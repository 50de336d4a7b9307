using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every message store must do with one message. Each test has an empty store of its own.</summary>
public abstract class MessageStoreContract
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IMessageStore Store { get; }

    /// <summary>The clock by which the store forgets drafts.</summary>
    protected abstract TimeProvider Time { get; }

    /// <summary>Now, in whole milliseconds: no store keeps less.</summary>
    protected DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Time.GetUtcNow().ToUnixTimeMilliseconds());

    [Fact]
    public async Task A_message_is_found_as_it_was_added()
    {
        var message = await AddAsync();

        var stored = await Store.FindAsync(message.Id, Ct);

        Same.Message(message, stored?.Message);
        Same.Draft(SampleMail.Draft(), stored?.Draft);
    }

    [Fact]
    public async Task A_draft_of_two_hundred_kilobytes_comes_back_whole()
    {
        var draft = SampleMail.Draft(message: string.Concat(Enumerable.Repeat("Grüße! 🙂 ", 16_000)));
        var message = SampleMail.Message(Now);

        Assert.True(await Store.TryAddAsync(message, draft, Now.AddDays(1), Ct));

        Same.Draft(draft, (await Store.FindAsync(message.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task A_message_that_was_never_added_is_not_found() => Assert.Null(await Store.FindAsync(SampleMail.Id(Now), Ct));

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public async Task An_id_that_is_taken_is_refused_and_nothing_changes(int length)
    {
        var first = await AddAsync();
        var second = SampleMail.Message(Now, Lane.Bulk) with { Id = first.Id };

        Assert.False(await Store.TryAddAsync(second, SampleMail.Draft(message: new string('x', length)), Now.AddDays(9), Ct));

        var stored = await Store.FindAsync(first.Id, Ct);
        Same.Message(first, stored?.Message);
        Same.Draft(SampleMail.Draft(), stored?.Draft);
    }

    [Fact]
    public async Task Of_sixteen_additions_of_one_id_one_wins()
    {
        var id = SampleMail.Id(Now);

        var won = await Race.RunAsync(worker => Store.TryAddAsync(
            SampleMail.Message(Now) with { Id = id, Source = $"form:f{worker}" }, SampleMail.Draft($"f{worker}"), Now.AddDays(1), Ct));

        var winner = Assert.Single(Enumerable.Range(0, won.Length), worker => won[worker]);
        Assert.Equal($"form:f{winner}", (await Store.FindAsync(id, Ct))?.Message.Source);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public async Task A_draft_whose_time_is_over_is_gone_and_its_message_stays(int length)
    {
        var message = SampleMail.Message(Now);
        await Store.TryAddAsync(message, SampleMail.Draft(message: new string('x', length)), Now.AddMinutes(-1), Ct);

        var stored = await Store.FindAsync(message.Id, Ct);

        Same.Message(message, stored?.Message);
        Assert.Null(stored?.Draft);
    }

    [Fact]
    public async Task Every_step_of_a_long_life_is_found_as_it_was_saved()
    {
        var message = await AddAsync(Lane.Urgent);
        Func<Message, Message>[] steps =
        [
            m => m.StopBy(SendScope.All, Now),
            m => m.Release(Now, Now.AddMinutes(1), "resumed"),
            m => m.Requeue(Now, Now.AddMinutes(2)),
            m => m.Claim(Now, Now.AddMinutes(3)),
            m => m.Retry(Now, Now.AddMinutes(4), "throttled"),
            m => m.Claim(Now, Now.AddMinutes(5)),
            m => m.DoubtSend(Now, Now.AddMinutes(6), "timeout"),
            m => m.KeepWaiting(Now, Now.AddMinutes(6), Now.AddMinutes(-3), silent: false),
            m => m.KeepWaiting(Now, Now.AddMinutes(6), Now.AddMinutes(-2), silent: true),
            m => m.Resend(Now, Now.AddMinutes(7)),
            m => m.Claim(Now, Now.AddMinutes(8)),
            m => m.Taken(Now, 2, "0100019a-first", "feedback"),
            m => m.Hear(FeedbackSeen.Delay, Now, null),
            m => m.Sent(Now, "0100019a-ses"),
            m => m.Feedback(MessageStatus.Delivered, TrailKind.Delivered, Now, null),
            m => m.Note(Now, "opened"),
        ];
        foreach (var step in steps)
        {
            var after = step(message);
            Assert.True(await Store.TrySaveAsync(message, after, Ct));
            message = after;
            var stored = await Store.FindAsync(message.Id, Ct);
            Same.Message(message, stored?.Message);
            Assert.NotNull(stored?.Draft);
        }
    }

    [Fact]
    public async Task A_trail_that_is_full_still_counts()
    {
        var message = await AddAsync();
        for (var note = 0; note < Message.MaxTrail + 3; note++)
        {
            var after = message.Note(Now, "again");
            Assert.True(await Store.TrySaveAsync(message, after, Ct));
            message = after;
        }

        Same.Message(message, (await Store.FindAsync(message.Id, Ct))?.Message);
        Assert.Equal(Message.MaxTrail + 4, message.Seq);
    }

    [Fact]
    public async Task A_save_on_what_has_moved_on_changes_nothing()
    {
        var read = await AddAsync();
        var claimed = read.Claim(Now, Now.AddMinutes(1));
        Assert.True(await Store.TrySaveAsync(read, claimed, Ct));

        Assert.False(await Store.TrySaveAsync(read, read.Cancel(Now, "operator"), Ct));

        Same.Message(claimed, (await Store.FindAsync(read.Id, Ct))?.Message);
    }

    [Fact]
    public async Task A_save_of_a_message_that_is_not_there_makes_none()
    {
        var message = SampleMail.Message(Now);

        Assert.False(await Store.TrySaveAsync(message, message.Claim(Now, Now.AddMinutes(1)), Ct));

        Assert.Null(await Store.FindAsync(message.Id, Ct));
    }

    [Fact]
    public async Task Of_sixteen_claims_at_once_one_wins()
    {
        var message = await AddAsync();

        var won = await Race.RunAsync(worker => Store.TrySaveAsync(message, message.Claim(Now, Now.AddMinutes(1 + worker)), Ct));

        Assert.Single(won, true);
        Assert.Equal(1, (await Store.FindAsync(message.Id, Ct))?.Message.Attempt);
    }

    [Fact]
    public async Task Of_what_sixteen_writers_append_nothing_is_lost()
    {
        var id = (await AddAsync()).Id;

        await Race.RunAsync(async worker =>
        {
            Message read;
            do
                read = (await Store.FindAsync(id, Ct))!.Message; // It was added above.
            while (!await Store.TrySaveAsync(read, read.Note(Now, $"by-{worker}"), Ct));
            return worker;
        });

        var trail = (await Store.FindAsync(id, Ct))!.Message.Trail; // It was added above.
        Assert.Equal(Enumerable.Range(1, Race.Workers + 1), trail.Select(known => known.Seq));
        Assert.Equal(
            Enumerable.Range(0, Race.Workers).Select(worker => $"by-{worker}").Order(StringComparer.Ordinal),
            trail.Skip(1).Select(known => known.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_seals_a_trail_is_kept_as_it_was_given()
    {
        var message = SampleMail.Message(Now) with { Salt = Digest.Random(), DraftDigest = Digest.Random(), Chain = Digest.Random() };
        Assert.True(await Store.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(1), Ct));
        Same.Message(message, (await Store.FindAsync(message.Id, Ct))?.Message);

        var next = message.Note(Now, "opened") with { Chain = Digest.Random() };
        Assert.True(await Store.TrySaveAsync(message, next, Ct));
        Same.Message(next, (await Store.FindAsync(message.Id, Ct))?.Message);

        var bare = next.Note(Now, "opened") with { Chain = null };
        Assert.True(await Store.TrySaveAsync(next, bare, Ct));
        Same.Message(bare, (await Store.FindAsync(message.Id, Ct))?.Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public async Task An_erased_message_keeps_its_head_and_has_no_draft(int length)
    {
        var message = SampleMail.Message(Now) with { Salt = Digest.Random(), DraftDigest = Digest.Random() };
        await Store.TryAddAsync(message, SampleMail.Draft(message: new string('x', length)), Now.AddDays(1), Ct);
        var erased = message.Cancel(Now, "erased").Erase(Now, null);

        Assert.True(await Store.TryEraseAsync(message, erased, Ct));

        var stored = await Store.FindAsync(message.Id, Ct);
        Same.Message(erased, stored?.Message);
        Assert.Null(stored?.Draft);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public async Task An_erasure_of_what_has_moved_on_changes_nothing(int length)
    {
        var draft = SampleMail.Draft(message: new string('x', length));
        var message = SampleMail.Message(Now);
        await Store.TryAddAsync(message, draft, Now.AddDays(1), Ct);
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        await Store.TrySaveAsync(message, claimed, Ct);

        Assert.False(await Store.TryEraseAsync(message, message.Erase(Now, null), Ct));

        var stored = await Store.FindAsync(message.Id, Ct);
        Same.Message(claimed, stored?.Message);
        Same.Draft(draft, stored?.Draft);
    }

    [Fact]
    public async Task An_erasure_of_what_is_not_there_makes_nothing()
    {
        var message = SampleMail.Message(Now);

        Assert.False(await Store.TryEraseAsync(message, message.Erase(Now, null), Ct));

        Assert.Null(await Store.FindAsync(message.Id, Ct));
    }

    private async Task<Message> AddAsync(Lane lane = Lane.Normal)
    {
        var message = SampleMail.Message(Now, lane);
        Assert.True(await Store.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(1), Ct));
        return message;
    }
}
