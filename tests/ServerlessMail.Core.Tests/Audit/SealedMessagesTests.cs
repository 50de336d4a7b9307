using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Audit;

public class SealedMessagesTests
{
    private readonly AuditData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_sealed_from_its_first_moment_on()
    {
        var message = await _data.LiveAsync();

        Assert.Null(await _data.CheckAsync(message));
        Assert.Equal(TrailChain.OfDraft(message.Salt!.Value, SampleMail.Draft()), message.DraftDigest); // it was just salted
    }

    [Fact]
    public async Task Every_step_that_was_read_before_is_sealed()
    {
        var message = await _data.LiveAsync(
            m => m.HoldFor(HoldReason.Pause, _data.Now),
            m => m.Release(_data.Now, _data.Now, "resumed"),
            m => m.Claim(_data.Now, _data.Now),
            m => m.Sent(_data.Now, "0100-ses"),
            m => m.Feedback(MessageStatus.Delivered, TrailKind.Delivered, _data.Now, null));

        Assert.Null(await _data.CheckAsync(message));
    }

    [Fact]
    public async Task Steps_that_are_saved_one_after_the_other_without_reading_are_sealed_too()
    {
        var message = await _data.LiveAsync();
        var claimed = message.Claim(_data.Now, _data.Now);
        var sent = claimed.Sent(_data.Now, "0100-ses");

        Assert.True(await _data.Messages.TrySaveAsync(message, claimed, Ct));
        Assert.True(await _data.Messages.TrySaveAsync(claimed, sent, Ct));

        Assert.Null(await _data.CheckAsync(_data.Store.Messages.All[0]));
    }

    [Fact]
    public async Task A_trail_that_is_full_still_binds_its_count_and_its_status()
    {
        var message = await _data.LiveAsync(Enumerable.Repeat<Func<Message, Message>>(m => m.Note(_data.Now, "again"), Message.MaxTrail + 5));

        Assert.Null(await _data.CheckAsync(message));
        Assert.NotNull(await _data.CheckAsync(message with { Seq = message.Seq - 1 }));
        Assert.NotNull(await _data.CheckAsync(message with { Status = MessageStatus.Sent }));
    }

    [Fact]
    public async Task A_trail_that_only_counts_its_waiting_is_sealed_on_and_shows_what_is_taken_from_it()
    {
        var waiting = Enumerable.Repeat<Func<Message, Message>>(m => m.Claim(_data.Now, _data.Now).Backlog(_data.Now).Release(_data.Now, _data.Now, "room"), 20);
        var message = await _data.LiveAsync([.. waiting, m => m.Claim(_data.Now, _data.Now).DoubtSend(_data.Now, _data.Now, "timeout"), m => m.Resend(_data.Now, _data.Now)]);

        Assert.Equal((64, Message.MaxWaiting + 2), (message.Seq, message.Trail.Length));
        Assert.Null(await _data.CheckAsync(message));
        Assert.Equal(TrailFault.Changed, await _data.CheckAsync(message with { Trail = message.Trail[..^1] }));
        Assert.Equal(TrailFault.EventsMissing, await _data.CheckAsync(message with { Trail = message.Trail.RemoveAt(message.Trail.Length - 2) }));
        Assert.Equal(TrailFault.EventsMissing, await _data.CheckAsync(message with { Trail = message.Trail[..(Message.MaxWaiting - 1)] }));
    }

    [Fact]
    public async Task Steps_of_a_long_trail_that_are_saved_one_after_the_other_without_reading_are_sealed_too()
    {
        var waiting = Enumerable.Repeat<Func<Message, Message>>(m => m.Claim(_data.Now, _data.Now).Backlog(_data.Now).Release(_data.Now, _data.Now, "room"), 20);
        await _data.LiveAsync(waiting);
        var message = await _data.ReadAsync(_data.Store.Messages.All[0].Id);
        var claimed = message.Claim(_data.Now, _data.Now);
        var sent = claimed.Sent(_data.Now, "0100-ses");

        Assert.True(await _data.Messages.TrySaveAsync(message, claimed, Ct));
        Assert.True(await _data.Messages.TrySaveAsync(claimed, sent, Ct));

        Assert.Null(await _data.CheckAsync(_data.Store.Messages.All[0]));
    }

    [Fact]
    public async Task A_change_that_is_followed_by_a_true_step_stays_found()
    {
        var message = await _data.LiveAsync(m => m.HoldFor(HoldReason.Operator, _data.Now));
        _data.Store.Messages.Overwrite(message with { Status = MessageStatus.Queued, Hold = null });

        var read = await _data.ReadAsync(message.Id);
        Assert.True(await _data.Messages.TrySaveAsync(read, read.Claim(_data.Now, _data.Now), Ct));

        Assert.Equal(TrailFault.Unsealed, await _data.CheckAsync(_data.Store.Messages.All[0]));
    }

    [Fact]
    public async Task An_event_that_somebody_added_is_not_taken_for_an_own_one()
    {
        var message = await _data.LiveAsync(m => m.Claim(_data.Now, _data.Now));
        _data.Store.Messages.Overwrite(message.Sent(_data.Now, "0100-forged"));

        var read = await _data.ReadAsync(message.Id);
        Assert.True(await _data.Messages.TrySaveAsync(read, read.Note(_data.Now, "opened"), Ct));

        Assert.NotNull(await _data.CheckAsync(_data.Store.Messages.All[0]));
    }

    [Fact]
    public async Task Every_use_case_leaves_trails_that_hold()
    {
        var service = await Service.OpenAsync();
        await service.AcceptAsync();
        await service.DrainAsync();
        await service.PauseAsync();
        await service.AcceptAsync();
        await service.DrainAsync();
        await service.ResumeAsync();
        await service.SweepAsync(TimeSpan.FromMinutes(5));
        await service.DrainAsync();

        var chain = new TrailChain((await service.Store.Secrets.GetOrCreateAsync(TrailKey.Purpose, Ct)).ToArray());
        Assert.All(service.Store.Messages.All, message => Assert.Null(chain.Check(message)));
        Assert.All(service.Store.Messages.All, message => Assert.Equal(MessageStatus.Sent, message.Status));
    }

    [Fact]
    public async Task The_key_is_read_once()
    {
        await _data.LiveAsync(m => m.Note(_data.Now, "a"), m => m.Note(_data.Now, "b"));

        Assert.Equal(1, _data.Store.Secrets.Door.Passages);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_added()
    {
        _data.Store.Secrets.Door.Shut();

        await Assert.ThrowsAsync<IOException>(() => _data.Messages.TryAddAsync(SampleMail.Message(_data.Now), SampleMail.Draft(), _data.Now.AddDays(1), Ct));

        Assert.Empty(_data.Store.Messages.All);
    }
}
