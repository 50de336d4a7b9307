using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Feedback;

public class RecordFeedbackBatchTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_batch_is_recorded_and_tells_how_far_it_came()
    {
        var service = await Service.OpenAsync();
        var first = await SentAsync(service);
        var sentFirst = service.Time.GetUtcNow();
        service.Time.Advance(Second * 5);
        var second = await SentAsync(service);
        var sentSecond = service.Time.GetUtcNow();
        service.Time.Advance(Second * 3);

        var failed = await RunAsync(
            service,
            Record(service, "b", SampleFeedback.Record(FeedbackKind.Delivery, second, sentSecond), Second),
            Record(service, "a", SampleFeedback.Record(FeedbackKind.Bounce, first, sentFirst), Second * 7));

        Assert.Empty(failed);
        Assert.Equal([MessageStatus.Bounced, MessageStatus.Delivered], service.Store.Messages.All.OrderBy(message => message.Id).Select(message => message.Status));
        Assert.Equal([new FeedbackProgress(service.Time.GetUtcNow(), sentSecond, Second * 7, IsUndone: false)], service.Store.Feedback.Told);
    }

    [Fact]
    public async Task The_events_of_one_message_are_one_write()
    {
        var service = await Service.OpenAsync();
        var id = await SentAsync(service);
        var saves = 0;
        service.Store.Messages.Door.Before = operation =>
        {
            saves += operation == nameof(IMessageStore.TrySaveAsync) ? 1 : 0;
            return null;
        };

        await RunAsync(service, [.. Enum.GetValues<FeedbackKind>().Select((kind, at) => Record(service, $"{at}", SampleFeedback.Record(kind, id, service.Time.GetUtcNow())))]);

        Assert.Equal((MessageStatus.Complained, 1), (service.Message.Status, saves));
    }

    [Theory]
    [InlineData("not JSON, from ada@example.org", "malformed")]
    [InlineData("""{"Type":"SubscriptionConfirmation"}""", "not-a-notification")]
    [InlineData("""{"Type":"Notification","Message":"{\"notificationType\":\"Bounce\",\"mail\":{\"source\":\"ada@example.org\"}}"}""", "identity-notification")]
    [InlineData("""{"Type":"Notification","Message":"{\"eventType\":\"Bounce\",\"mail\":{\"source\":\"ada@example.org\"}}"}""", "no-message-tag")]
    [InlineData("""{"Type":"Notification","Message":"{\"eventType\":\"Open\",\"mail\":{\"source\":\"ada@example.org\"}}"}""", "not-followed")]
    public async Task Poison_is_done_with_for_one_reason_and_keeps_nothing_waiting(string body, string reason)
    {
        var service = await Service.OpenAsync();
        var id = await SentAsync(service);

        var failed = await RunAsync(
            service, Record(service, "poison", body), Record(service, "sound", SampleFeedback.Record(FeedbackKind.Delivery, id, service.Time.GetUtcNow())));

        Assert.Empty(failed);
        Assert.Equal(MessageStatus.Delivered, service.Message.Status);
        Assert.Equal([$"Feedback record poison is passed over: {reason}."], service.Log.All);
    }

    [Fact]
    public async Task A_batch_of_nothing_but_poison_proves_nothing()
    {
        var service = await Service.OpenAsync();

        Assert.Empty(await RunAsync(
            service,
            Record(service, "1", "nonsense"),
            Record(service, "2", SampleFeedback.Record(FeedbackKind.Send, MessageId.New(service.Time), service.Time.GetUtcNow()))));

        Assert.Empty(service.Store.Feedback.Told);
    }

    [Fact]
    public async Task What_a_broken_table_did_not_take_fails_and_the_rest_is_done()
    {
        var service = await Service.OpenAsync();
        var broken = await SentAsync(service);
        var sound = await SentAsync(service);
        var left = 1;
        service.Store.Messages.Door.Before = operation => operation == nameof(IMessageStore.TrySaveAsync) && Interlocked.Exchange(ref left, 0) == 1 ? new IOException() : null;

        var failed = await RunAsync(
            service,
            Record(service, "broken-1", SampleFeedback.Record(FeedbackKind.Send, broken, service.Time.GetUtcNow(), sesMessageId: "other")),
            Record(service, "sound", SampleFeedback.Record(FeedbackKind.Delivery, sound, service.Time.GetUtcNow())),
            Record(service, "broken-2", SampleFeedback.Record(FeedbackKind.Delivery, broken, service.Time.GetUtcNow())));

        Assert.Equal(["broken-1", "broken-2"], failed.Order(StringComparer.Ordinal));
        Assert.True(Assert.Single(service.Store.Feedback.Told).IsUndone);
    }

    [Fact]
    public async Task An_answer_that_was_lost_fails_its_record_which_then_changes_nothing()
    {
        var service = await Service.OpenAsync();
        var id = await SentAsync(service);
        service.Store.Messages.Door.After = operation => operation == nameof(IMessageStore.TrySaveAsync) ? new IOException() : null;
        var record = Record(service, "1", SampleFeedback.Record(FeedbackKind.Delivery, id, service.Time.GetUtcNow()));
        Assert.Equal(["1"], await RunAsync(service, record));
        service.Store.Messages.Door.Open();
        var seq = service.Message.Seq;

        Assert.Empty(await RunAsync(service, record));

        Assert.Equal((MessageStatus.Delivered, seq), (service.Message.Status, service.Message.Seq));
    }

    [Fact]
    public async Task A_batch_whose_time_is_over_has_failed_whole()
    {
        var service = await Service.OpenAsync();
        var id = await SentAsync(service);
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        var failed = await service.FeedbackBatch.RunAsync([Record(service, "1", SampleFeedback.Record(FeedbackKind.Delivery, id, service.Time.GetUtcNow()))], over.Token);

        Assert.Equal(["1"], failed);
        Assert.Equal(MessageStatus.Sent, service.Message.Status);
    }

    [Fact]
    public async Task A_watch_that_cannot_be_told_fails_no_record()
    {
        var service = await Service.OpenAsync();
        var id = await SentAsync(service);
        service.Store.Feedback.Door.Shut();

        Assert.Empty(await RunAsync(service, Record(service, "1", SampleFeedback.Record(FeedbackKind.Delivery, id, service.Time.GetUtcNow()))));

        Assert.Equal(MessageStatus.Delivered, service.Message.Status);
    }

    [Fact]
    public async Task A_mail_from_the_future_proves_nothing()
    {
        var service = await Service.OpenAsync();
        var id = await SentAsync(service);

        await RunAsync(service, Record(service, "1", SampleFeedback.Record(FeedbackKind.Delivery, id, service.Time.GetUtcNow() + Second)));

        Assert.Equal(MessageStatus.Delivered, service.Message.Status);
        Assert.Empty(service.Store.Feedback.Told);
    }

    [Fact]
    public async Task An_empty_batch_is_none() => Assert.Empty(await RunAsync(await Service.OpenAsync()));

    [Fact]
    public async Task No_more_messages_are_worked_on_at_once_than_are_allowed()
    {
        var service = await Service.OpenAsync();
        var records = new List<FeedbackRecord>();
        for (var i = 0; i < 3 * RecordFeedbackBatch.Parallel; i++)
            records.Add(Record(service, $"{i}", SampleFeedback.Record(FeedbackKind.Delivery, await SentAsync(service), service.Time.GetUtcNow())));
        var (now, most) = (0, 0);
        service.Store.Messages.Door.Passing = async operation =>
        {
            if (operation != nameof(IMessageStore.FindAsync))
                return;
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };

        Assert.Empty(await service.FeedbackBatch.RunAsync(records, Ct));

        Assert.InRange(most, 1, RecordFeedbackBatch.Parallel);
        Assert.All(service.Store.Messages.All, message => Assert.Equal(MessageStatus.Delivered, message.Status));
    }

    private static Task<IReadOnlyCollection<string>> RunAsync(Service service, params FeedbackRecord[] records) => service.FeedbackBatch.RunAsync(records, Ct);

    private static FeedbackRecord Record(Service service, string id, string body, TimeSpan waited = default) => new(id, body, service.Time.GetUtcNow() - waited);

    private static async Task<MessageId> SentAsync(Service service)
    {
        var id = await service.AcceptAsync();
        await service.DrainAsync();
        return id;
    }
}
