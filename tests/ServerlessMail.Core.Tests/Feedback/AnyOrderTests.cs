using CsCheck;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Feedback;

/// <summary>Feedback comes late, twice, out of order and for attempts that are over: whatever the order, it ends the same.</summary>
public class AnyOrderTests
{
    private static readonly DateTimeOffset Start = Service.Start;
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly FeedbackKind[] Kinds = Enum.GetValues<FeedbackKind>();

    /// <summary>Where a message may stand when its events come.</summary>
    private static readonly (string Name, Func<Message, Message> Make)[] Beginnings =
    [
        ("sent", m => Claim(m).Sent(Start, Ses(1))),
        ("uncertain", m => Doubt(Claim(m))),
        ("held in doubt", m => Doubt(Claim(m)).HoldFor(HoldReason.Operator, Start)),
        ("resent", m => Doubt(Claim(m)).Resend(Start, Start)),
        ("resent and running", m => Claim(Doubt(Claim(m)).Resend(Start, Start))),
        ("resent and sent", m => Claim(Doubt(Claim(m)).Resend(Start, Start)).Sent(Start, Ses(2))),
        ("resent and uncertain", m => Doubt(Claim(Doubt(Claim(m)).Resend(Start, Start)))),
        ("failed", m => Claim(Doubt(Claim(m)).Resend(Start, Start)).Fail(Start, "content")),
        ("cancelled", m => Doubt(Claim(m)).HoldFor(HoldReason.Operator, Start).Cancel(Start, "operator-dropped")),
    ];

    private static readonly Gen<(int Beginning, bool IsFull, (int Kind, int Attempt)[] Events)> Cases = Gen.Select(
        Gen.Int[0, Beginnings.Length - 1], Gen.Bool, Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Int[1, 2]).Array[1, 12]);

    [Fact]
    public Task Any_order_of_any_events_ends_in_the_same_status() => Gen.Select(Cases, Gen.Int, Gen.Int).SampleAsync(async (events, one, other) =>
    {
        var first = await RunAsync(events, Shuffled(events.Events, one));
        var second = await RunAsync(events, Shuffled(events.Events, other));

        Assert.Equal((first.Status, first.Seen, first.Due, first.MayHaveArrived), (second.Status, second.Seen, second.Due, second.MayHaveArrived));
        Assert.Equal(first.TakenAlso.Append(first.SesMessageId).Order(), second.TakenAlso.Append(second.SesMessageId).Order());
    }, iter: 400);

    [Fact]
    public Task Every_event_counts_once_even_when_the_trail_is_full() => Cases.SampleAsync(async events =>
    {
        var once = await RunAsync(events, events.Events.Distinct());
        var twice = await RunAsync(events, events.Events.Distinct().Concat(events.Events).Concat(events.Events));

        Assert.Equal((once.Status, once.Seq), (twice.Status, twice.Seq));
    }, iter: 200);

    [Fact]
    public Task A_status_never_goes_back() => Cases.SampleAsync(async events =>
    {
        var service = await Service.OpenAsync();
        var message = await BeginAsync(service, events);
        foreach (var (kind, attempt) in events.Events)
        {
            var before = service.Message.Status;
            await service.Feedback.RecordAsync(Event(message, Kinds[kind], attempt), Ct);
            Assert.True(before == service.Message.Status || Rank(service.Message.Status) > Rank(before), $"{before} became {service.Message.Status}");
        }
    }, iter: 200);

    [Theory]
    [InlineData(FeedbackKind.Delivery, MessageStatus.Delivered)]
    [InlineData(FeedbackKind.Bounce, MessageStatus.Bounced)]
    [InlineData(FeedbackKind.Complaint, MessageStatus.Complained)]
    [InlineData(FeedbackKind.Reject, MessageStatus.Bounced)]
    [InlineData(FeedbackKind.RenderingFailure, MessageStatus.Bounced)]
    [InlineData(FeedbackKind.DeliveryDelay, MessageStatus.Sent)]
    [InlineData(FeedbackKind.Send, MessageStatus.Sent)]
    public async Task What_was_told_of_an_old_attempt_while_a_newer_one_ran_takes_effect_with_its_answer(FeedbackKind kind, MessageStatus expected)
    {
        var service = await Service.OpenAsync();
        var message = await BeginAsync(service, (Array.FindIndex(Beginnings, known => known.Name == "resent and running"), false, []));

        await service.Feedback.RecordAsync(Event(message, kind, 1), Ct);
        Assert.Equal(MessageStatus.Sending, service.Message.Status);
        var running = service.Message;
        await service.Store.Messages.TrySaveAsync(running, running.Sent(Start, Ses(2)), Ct);

        Assert.Equal((expected, Ses(2)), (service.Message.Status, service.Message.SesMessageId));
    }

    private static async Task<Message> RunAsync((int Beginning, bool IsFull, (int Kind, int Attempt)[]) events, IEnumerable<(int Kind, int Attempt)> order)
    {
        var service = await Service.OpenAsync();
        var message = await BeginAsync(service, events);
        foreach (var (kind, attempt) in order)
            await service.Feedback.RecordAsync(Event(message, Kinds[kind], attempt), Ct);
        if (service.Message is { Status: MessageStatus.Sending } running)
            await service.Store.Messages.TrySaveAsync(running, running.Sent(Start, Ses(running.Attempt)), Ct);
        return service.Message;
    }

    private static async Task<Message> BeginAsync(Service service, (int Beginning, bool IsFull, (int Kind, int Attempt)[]) events)
    {
        await service.AcceptAsync();
        var accepted = service.Message;
        var message = Beginnings[events.Beginning].Make(events.IsFull ? Full(accepted) : accepted);
        Assert.True(await service.Store.Messages.TrySaveAsync(accepted, message, Ct));
        return message;
    }

    private static Message Full(Message message)
    {
        while (message.Seq < Message.MaxTrail)
            message = message.Note(Start, "noted");
        return message;
    }

    /// <summary>An event of one of the attempts that the message has made.</summary>
    private static FeedbackEvent Event(Message message, FeedbackKind kind, int attempt) =>
        new(kind, message.Id, Math.Min(attempt, message.Attempt), Ses(Math.Min(attempt, message.Attempt)), Start, null);

    private static (int, int)[] Shuffled((int, int)[] events, int seed)
    {
        var shuffled = events.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static int Rank(MessageStatus status) => status switch
    {
        MessageStatus.Sent => 1,
        MessageStatus.Delivered => 2,
        MessageStatus.Bounced => 3,
        MessageStatus.Complained => 4,
        _ => 0,
    };

    private static Message Claim(Message message) => message.Claim(Start, Start);

    private static Message Doubt(Message message) => message.DoubtSend(Start, Start, "timeout");

    private static string Ses(int attempt) => $"ses-{attempt}";
}
