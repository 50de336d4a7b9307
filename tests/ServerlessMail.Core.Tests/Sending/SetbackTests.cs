using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Tests.Sending;

public class SetbackTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SendTimings Timings = SendTimings.Aws;

    [Fact]
    public void However_often_it_waited_for_the_rate_the_first_setback_is_the_first()
    {
        var message = Accepted();
        for (var i = 0; i < 2 * Timings.MaxSetbacks; i++)
            message = message.Claim(Noon, Noon).Backlog(Noon).Release(Noon, Noon, "room").Claim(Noon, Noon).WaitForRate(Noon, Noon);

        var after = Throttled(message);

        Assert.Equal((MessageStatus.Queued, 1), (after.Status, after.Setbacks));
        Assert.Equal(Noon + Timings.FirstBackOff + Timings.QueueGrace, after.Due!.Value.Moment); // it is queued
    }

    [Fact]
    public void Each_setback_doubles_the_wait_up_to_the_longest_and_the_last_one_is_for_an_operator()
    {
        var message = Accepted();
        var waits = new List<TimeSpan>();
        while ((message = Throttled(message)).Status == MessageStatus.Queued)
            waits.Add(message.Due!.Value.Moment!.Value - Noon - Timings.QueueGrace); // it is queued

        Assert.Equal([1, 2, 4, 8], waits.Take(4).Select(wait => wait.TotalSeconds));
        Assert.Equal(Timings.LongestBackOff, waits[^1]);
        Assert.Equal(Timings.MaxSetbacks - 1, waits.Count);
        Assert.Equal((HoldReason.Operator, "tried-in-vain"), (message.Hold, message.Trail[^1].Reason));
    }

    [Fact]
    public void What_an_operator_lets_go_begins_anew()
    {
        var message = Accepted();
        while (message.Status != MessageStatus.Held)
            message = Throttled(message);

        Assert.Equal(1, Throttled(message.Release(Noon, Noon, "released")).Setbacks);
    }

    private static Message Accepted() => Message.Accept(MessageId.New(Noon, new byte[10]), Lane.Normal, "form:contact", 1, Noon, WorkDue.At(Noon));

    private static Message Throttled(Message message) => new SendOutcome.Throttled("throttled").Settle(message.Claim(Noon, Noon), Noon, Timings, jitter: 1);
}
