using CsCheck;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Tests.Messages;

public class MessageLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);
    private static readonly MessageStatus[] All = Enum.GetValues<MessageStatus>();

    /// <summary>Every act there is, with the status it leads to; feedback may be too late and then changes nothing.</summary>
    private static readonly (string Name, Func<Message, DateTimeOffset, Message> Do, MessageStatus To)[] Acts =
    [
        ("hold", (m, at) => m.HoldFor(HoldReason.Pace, at, at), MessageStatus.Held),
        ("park", (m, at) => m.HoldFor(HoldReason.Operator, at), MessageStatus.Held),
        ("release", (m, at) => m.Release(at, at, "due"), MessageStatus.Queued),
        ("requeue", (m, at) => m.Requeue(at, at), MessageStatus.Queued),
        ("claim", (m, at) => m.Claim(at, at), MessageStatus.Sending),
        ("retry", (m, at) => m.Retry(at, at, "throttled"), MessageStatus.Queued),
        ("sent", (m, at) => m.Sent(at, "ses-1"), MessageStatus.Sent),
        ("doubt", (m, at) => m.DoubtSend(at, at, "timeout"), MessageStatus.Uncertain),
        ("resend", (m, at) => m.Resend(at, at), MessageStatus.Queued),
        ("fail", (m, at) => m.Fail(at, "content"), MessageStatus.Failed),
        ("cancel", (m, at) => m.Cancel(at, "operator"), MessageStatus.Cancelled),
    ];

    /// <summary>The design's drawing, written down once more by hand: a move added or lost in the code shows here.</summary>
    private static readonly HashSet<string> Drawn =
    [
        "Accepted>Queued", "Accepted>Held", "Accepted>Sending", "Accepted>Suppressed", "Accepted>Cancelled", "Accepted>Failed",
        "Queued>Queued", "Queued>Held", "Queued>Sending", "Queued>Sent", "Queued>Suppressed", "Queued>Cancelled", "Queued>Failed",
        "Held>Queued", "Held>Held", "Held>Sent", "Held>Suppressed", "Held>Cancelled", "Held>Failed",
        "Sending>Sent", "Sending>Queued", "Sending>Held", "Sending>Uncertain", "Sending>Suppressed", "Sending>Failed",
        "Uncertain>Sent", "Uncertain>Queued", "Uncertain>Held", "Uncertain>Uncertain",
        "Sent>Delivered", "Sent>Bounced", "Sent>Complained", "Delivered>Bounced", "Delivered>Complained", "Bounced>Complained",
    ];

    private static readonly Gen<int[]> Walks = Gen.Int[0, Acts.Length - 1].Array[0, 120];

    [Fact]
    public void The_moves_are_those_of_the_drawing_and_no_others()
    {
        var moves = from source in All from to in All where MessageLife.Allows(source, to) select $"{source}>{to}";

        Assert.Equal(Drawn.Order(), moves.Order());
    }

    [Fact]
    public void Whatever_is_tried_an_act_is_either_a_move_of_the_life_or_throws_and_changes_nothing() => Walks.Sample(walk =>
    {
        var message = Fresh();
        foreach (var (name, act, to) in walk.Select(step => Acts[step]))
        {
            var before = message;
            if (!MessageLife.Allows(before.Status, to))
            {
                Assert.Throws<InvalidOperationException>(() => act(before, Start));
                continue;
            }

            message = act(before, Start);
            Assert.True(message.Status == to, $"{name} led to {message.Status}");
            Assert.Equal(before.Seq + 1, message.Seq);
        }
    });

    [Fact]
    public void The_trail_only_grows_in_order_and_stops_at_its_bound() => Walks.Sample(walk =>
    {
        var message = Fresh();
        foreach (var (_, act, to) in walk.Select(step => Acts[step]))
        {
            if (!MessageLife.Allows(message.Status, to))
                continue;
            var before = message.Trail;
            message = act(message, Start);
            Assert.Equal(before, message.Trail.Take(before.Length));
        }

        Assert.InRange(message.Trail.Length, Math.Min(message.Seq, Message.MaxWaiting), Math.Min(message.Seq, Message.MaxTrail));
        Assert.Equal(Enumerable.Range(1, message.Trail.Length), message.Trail.Select(known => known.Seq));
    });

    [Fact]
    public void However_long_it_waited_a_trail_tells_of_doubts_of_second_sends_and_of_the_end()
    {
        var message = Fresh();
        for (var i = 0; i < 1000; i++)
            message = message.Claim(Start, Start).Backlog(Start).Release(Start, Start, "room");
        message = message.Claim(Start, Start).DoubtSend(Start, Start, "timeout");
        for (var i = 0; i < 1000; i++)
            message = message.KeepWaiting(Start, Start, null, silent: false);
        message = message.Resend(Start, Start).Claim(Start, Start).Sent(Start, "0100-ses").Hear(FeedbackSeen.Delivery, Start, null);

        Assert.Equal(Message.MaxWaiting + 4, message.Trail.Length);
        Assert.Equal([TrailKind.Uncertain, TrailKind.Resent, TrailKind.Sent, TrailKind.Delivered], message.Trail[Message.MaxWaiting..].Select(known => known.Kind));
        Assert.Equal((1002, 4007), (message.Trail[^1].Attempt, message.Seq));
    }

    [Fact]
    public void Only_a_claim_begins_an_attempt_and_every_claim_begins_a_new_one() => Walks.Sample(walk =>
    {
        var message = Fresh();
        foreach (var (name, act, to) in walk.Select(step => Acts[step]))
        {
            if (!MessageLife.Allows(message.Status, to))
                continue;
            var attempt = message.Attempt;
            message = act(message, Start);
            Assert.Equal(name == "claim" ? attempt + 1 : attempt, message.Attempt);
        }
    });

    [Fact]
    public void A_message_is_due_exactly_while_something_is_left_to_do() => Walks.Sample(walk =>
    {
        var message = Fresh();
        foreach (var (_, act, to) in walk.Select(step => Acts[step]))
        {
            if (MessageLife.Allows(message.Status, to))
                message = act(message, Start);
            var open = message.Status is MessageStatus.Accepted or MessageStatus.Queued or MessageStatus.Held or MessageStatus.Sending
                or MessageStatus.Uncertain;
            Assert.Equal(open, message.Due is not null);
            Assert.Equal(message.Status == MessageStatus.Held, message.Hold is not null);
        }
    });

    [Theory]
    [InlineData(MessageStatus.Suppressed)]
    [InlineData(MessageStatus.Cancelled)]
    [InlineData(MessageStatus.Failed)]
    [InlineData(MessageStatus.Complained)]
    public void Nothing_leads_out_of_an_end(MessageStatus end) => Assert.Empty(MessageLife.MovesFrom(end));

    [Fact]
    public void Nothing_that_ses_took_can_ever_be_sent_again()
    {
        var taken = new HashSet<MessageStatus> { MessageStatus.Sent };
        var open = new Queue<MessageStatus>(taken);
        while (open.TryDequeue(out var status))
        {
            foreach (var next in MessageLife.MovesFrom(status).Where(taken.Add))
                open.Enqueue(next);
        }

        Assert.DoesNotContain(MessageStatus.Sending, taken);
        Assert.DoesNotContain(MessageStatus.Queued, taken);
    }

    [Fact]
    public void Feedback_that_is_too_late_is_noted_and_moves_nothing()
    {
        var complained = Fresh().Claim(Start, Start).Sent(Start, "ses-1").Feedback(MessageStatus.Complained, TrailKind.Complained, Start, "abuse");

        var after = complained.Feedback(MessageStatus.Delivered, TrailKind.Delivered, Start, null);

        Assert.Equal(MessageStatus.Complained, after.Status);
        Assert.Equal("late-delivered", after.Trail[^1].Reason);
    }

    private static Message Fresh() =>
        Message.Accept(MessageId.New(Start, new byte[10]), Lane.Normal, "form:contact", 1, Start, WorkDue.At(Start));
}
