using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Tests.Audit;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Messages;

public class EraseMessageTests
{
    private readonly AuditData _data = new();
    private readonly MemoryAttachments _attachments = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EraseMessage Erase => new(_data.Messages, _attachments, _data.Time);

    [Fact]
    public async Task What_was_delivered_loses_its_content_and_keeps_a_trail_that_holds()
    {
        var message = await _data.LiveAsync(
            m => m.Claim(_data.Now, _data.Now),
            m => m.Sent(_data.Now, "0100-ses"),
            m => m.Feedback(MessageStatus.Delivered, TrailKind.Delivered, _data.Now, null));

        var erased = Assert.IsType<EraseOutcome.Erased>(await Erase.RunAsync(message.Id, Ct));

        Assert.False(erased.IsCancelled);
        var stored = await _data.Messages.FindAsync(message.Id, Ct);
        Assert.Null(stored?.Draft);
        Assert.Null(stored?.Message.Salt);
        Assert.Equal((message.DraftDigest, MessageStatus.Delivered, TrailKind.Erased), (stored?.Message.DraftDigest, stored?.Message.Status, stored?.Message.Trail[^1].Kind));
        Assert.Null(await _data.CheckAsync(stored!.Message)); // it was asserted above
    }

    [Fact]
    public async Task What_has_not_left_is_cancelled()
    {
        var message = await _data.LiveAsync(m => m.HoldFor(HoldReason.Pause, _data.Now));

        Assert.True(Assert.IsType<EraseOutcome.Erased>(await Erase.RunAsync(message.Id, Ct)).IsCancelled);

        var stored = await _data.ReadAsync(message.Id);
        Assert.Equal((MessageStatus.Cancelled, null), (stored.Status, stored.Due));
        Assert.Null(await _data.CheckAsync(stored));
    }

    [Fact]
    public async Task What_is_being_sent_or_may_have_been_is_left_alone()
    {
        var sending = await _data.LiveAsync(m => m.Claim(_data.Now, _data.Now));
        var uncertain = await _data.LiveAsync(m => m.Claim(_data.Now, _data.Now), m => m.DoubtSend(_data.Now, _data.Now, "timeout"));

        Assert.Equal(new EraseOutcome.NotYet(MessageStatus.Sending), await Erase.RunAsync(sending.Id, Ct));
        Assert.Equal(new EraseOutcome.NotYet(MessageStatus.Uncertain), await Erase.RunAsync(uncertain.Id, Ct));

        Assert.NotNull((await _data.Messages.FindAsync(sending.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task Erasing_twice_is_safe()
    {
        var message = await _data.LiveAsync();
        await Erase.RunAsync(message.Id, Ct);

        Assert.IsType<EraseOutcome.Already>(await Erase.RunAsync(message.Id, Ct));

        Assert.Null(await _data.CheckAsync(await _data.ReadAsync(message.Id)));
    }

    [Fact]
    public async Task A_claim_that_comes_in_between_wins()
    {
        var message = await _data.LiveAsync();
        _data.Store.Messages.Door.Meanwhile(nameof(IMessageStore.TryEraseAsync), async () =>
        {
            var read = await _data.ReadAsync(message.Id);
            Assert.True(await _data.Messages.TrySaveAsync(read, read.Claim(_data.Now, _data.Now), Ct));
        });

        Assert.Equal(new EraseOutcome.NotYet(MessageStatus.Sending), await Erase.RunAsync(message.Id, Ct));
    }

    [Fact]
    public async Task What_others_keep_changing_is_left_as_it_is()
    {
        var message = await _data.LiveAsync();
        _data.Store.Messages.Door.Passing = async operation =>
        {
            if (operation != nameof(IMessageStore.TryEraseAsync))
                return;
            var head = _data.Store.Messages.All.Single();
            _data.Store.Messages.Overwrite(head.Note(_data.Now, "opened"));
            await Task.Yield();
        };

        Assert.IsType<EraseOutcome.Contended>(await Erase.RunAsync(message.Id, Ct));

        Assert.NotNull((await _data.Messages.FindAsync(message.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task Its_files_go_with_it_also_when_an_earlier_erasure_died_on_the_way()
    {
        var message = await _data.LiveAsync();
        await _attachments.PutAsync(message.Id, 0, "x"u8.ToArray(), _data.Now, Ct);
        Assert.IsType<EraseOutcome.Erased>(await Erase.RunAsync(message.Id, Ct));
        Assert.Null(await _attachments.FindAsync(message.Id, 0, Ct));

        await _attachments.PutAsync(message.Id, 0, "left behind"u8.ToArray(), _data.Now, Ct);
        Assert.IsType<EraseOutcome.Already>(await Erase.RunAsync(message.Id, Ct));
        Assert.Null(await _attachments.FindAsync(message.Id, 0, Ct));
    }

    [Fact]
    public async Task What_is_not_there_is_not_erased() => Assert.IsType<EraseOutcome.Unknown>(await Erase.RunAsync(SampleMail.Id(_data.Now), Ct));
}
