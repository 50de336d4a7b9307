using CsCheck;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Feedback;

public class RecordFeedbackTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly FeedbackKind[] Kinds = Enum.GetValues<FeedbackKind>();

    [Fact]
    public Task Late_twice_and_out_of_order_the_same_events_end_in_the_same_status() =>
        Gen.Select(Gen.Shuffle(Kinds), Gen.Int[0, Kinds.Length - 1].Array[0, 5]).SampleAsync(async (order, again) =>
        {
            var service = await Service.OpenAsync();
            var id = await service.AcceptAsync();
            await service.DrainAsync();

            foreach (var kind in order.Concat(again.Select(i => Kinds[i])))
                await service.Feedback.RecordAsync(Event(service, id, kind), Ct);

            Assert.Equal(MessageStatus.Complained, service.Message.Status);
            Assert.All(service.Message.Trail.GroupBy(known => (known.Kind, known.Reason)), group => Assert.Single(group));
        }, iter: 50);

    [Fact]
    public async Task Any_event_proves_that_an_uncertain_message_was_taken()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        service.Transport.Always(new Core.Sending.SendOutcome.Uncertain("timeout"));
        await service.DrainAsync();

        await service.Feedback.RecordAsync(Event(service, id, FeedbackKind.Bounce), Ct);

        Assert.Equal((MessageStatus.Bounced, $"ses-{id}-1"), (service.Message.Status, service.Message.SesMessageId));
        Assert.Equal(["Accepted", "Claimed", "Uncertain:timeout", "Sent:feedback", "Bounced:permanent"], service.Trail);
    }

    [Fact]
    public async Task A_resent_message_whose_first_attempt_turns_out_to_have_been_taken_says_so_once()
    {
        var service = await Service.OpenAsync();
        var id = await service.AcceptAsync();
        await service.DrainAsync();
        var other = Event(service, id, FeedbackKind.Send) with { SesMessageId = "ses-other" };

        await service.Feedback.RecordAsync(other, Ct);
        await service.Feedback.RecordAsync(other, Ct);

        Assert.Equal(["Accepted", "Claimed", "Sent", "Noted:taken-also-ses-other"], service.Trail);
    }

    [Fact]
    public async Task Feedback_for_a_message_that_is_not_there_is_no_fault()
    {
        var service = await Service.OpenAsync();

        await service.Feedback.RecordAsync(Event(service, new MessageIds(service.Time).Next(), FeedbackKind.Send), Ct);

        Assert.Empty(service.Store.Messages.All);
    }

    private static FeedbackEvent Event(Service service, MessageId id, FeedbackKind kind) =>
        new(kind, id, 1, $"ses-{id}-1", service.Time.GetUtcNow(), kind == FeedbackKind.Bounce ? "permanent" : null);
}
