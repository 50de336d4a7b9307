using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Core.Tests.Sweeping;

public class ResolveUncertainTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);
    private static readonly SendTimings Timings = SendTimings.Aws;
    private static readonly DateTimeOffset LastPossibleSend = Start + Timings.ClaimExpires;
    private static readonly DateTimeOffset FirstLook = LastPossibleSend + Timings.QuietTime;

    private readonly ResolveUncertain _resolve = new(Timings);

    [Theory]
    [InlineData(Lane.Urgent)]
    [InlineData(Lane.Normal)]
    public void Complete_evidence_that_knows_nothing_of_it_sends_it_again(Lane lane)
    {
        var after = Look(Uncertain(lane), Complete(LastPossibleSend));

        Assert.Equal((MessageStatus.Queued, TrailKind.Resent, "possible-duplicate"), (after.Status, after.Trail[^1].Kind, after.Trail[^1].Reason));
        Assert.False(after.MayHaveArrived);
    }

    [Fact]
    public void Bulk_mail_is_held_instead()
    {
        var after = Look(Uncertain(Lane.Bulk), Complete(LastPossibleSend));

        Assert.Equal((MessageStatus.Held, HoldReason.Operator, "uncertain-bulk"), (after.Status, after.Hold, after.Trail[^1].Reason));
    }

    [Fact]
    public void Evidence_that_ends_a_moment_before_its_claim_did_proves_nothing() =>
        Assert.Equal(MessageStatus.Uncertain, Look(Uncertain(), Complete(LastPossibleSend.AddMilliseconds(-1))).Status);

    [Fact]
    public void While_a_backlog_of_feedback_is_worked_off_it_waits_however_long_that_takes()
    {
        var message = Uncertain();
        for (var look = 0; look < 20 * ResolveUncertain.MaxQuietTimes; look++)
            message = Look(message, Behind(Start.AddHours(-40).AddMinutes(look)), FirstLook + (look * Timings.QuietTime));

        Assert.Equal((MessageStatus.Uncertain, 0, "feedback-behind"), (message.Status, message.QuietTimes, message.Trail[^1].Reason));
    }

    [Fact]
    public void Silence_is_counted_only_where_nothing_moved_and_ends_in_an_operators_hands()
    {
        var message = Look(Uncertain(), Behind(Start.AddHours(-2)));
        message = Look(message, Behind(Start.AddHours(-2)));
        Assert.Equal((1, "feedback-not-proven"), (message.QuietTimes, message.Trail[^1].Reason));
        message = Look(message, Behind(Start.AddHours(-1)));
        Assert.Equal((1, "feedback-behind"), (message.QuietTimes, message.Trail[^1].Reason));

        for (var silent = 1; silent < ResolveUncertain.MaxQuietTimes; silent++)
        {
            Assert.Equal(MessageStatus.Uncertain, message.Status);
            message = Look(message, Behind(Start.AddHours(-1)));
        }

        Assert.Equal((MessageStatus.Held, HoldReason.Operator, "feedback-silent"), (message.Status, message.Hold, message.Trail[^1].Reason));
        Assert.True(message.MayHaveArrived);
    }

    [Fact]
    public void Feedback_of_which_nothing_is_known_is_silent_from_the_first_look_on()
    {
        var message = Uncertain();
        for (var look = 0; look < ResolveUncertain.MaxQuietTimes; look++)
            message = Look(message, FeedbackEvidence.None);

        Assert.Equal("feedback-silent", message.Trail[^1].Reason);
    }

    [Fact]
    public void Evidence_that_is_lost_for_a_while_is_no_movement_when_it_comes_back_as_it_was()
    {
        var message = Look(Look(Look(Uncertain(), Behind(Start)), FeedbackEvidence.None), Behind(Start));

        Assert.Equal(2, message.QuietTimes);
    }

    [Fact]
    public void Before_its_claim_has_ended_silence_is_not_counted()
    {
        var message = Look(Uncertain(), FeedbackEvidence.None, LastPossibleSend.AddMilliseconds(-1));

        Assert.Equal((MessageStatus.Uncertain, 0), (message.Status, message.QuietTimes));
    }

    [Fact]
    public void An_earlier_attempt_that_was_proven_taken_settles_it()
    {
        var resent = Uncertain().Resend(Start, Start).Claim(Start, Start).Taken(Start, 1, "ses-1", "feedback").DoubtSend(Start, Start, "worker-died");

        var after = Look(resent, Complete(FirstLook));

        Assert.Equal((MessageStatus.Sent, "ses-1"), (after.Status, after.SesMessageId));
    }

    [Fact]
    public void A_new_doubt_counts_its_own_silence()
    {
        var silent = Look(Look(Uncertain(), FeedbackEvidence.None), FeedbackEvidence.None);
        Assert.Equal(2, silent.QuietTimes);

        var again = silent.Resend(Start, Start).Claim(Start, Start).DoubtSend(Start, Start, "timeout");

        Assert.Equal((0, null, 2), (again.QuietTimes, again.WatchedUntil, again.DoubtedAttempt));
    }

    [Fact]
    public void A_full_trail_changes_no_decision()
    {
        var message = Full(Uncertain());
        for (var look = 0; look < ResolveUncertain.MaxQuietTimes; look++)
        {
            Assert.Equal(MessageStatus.Uncertain, message.Status);
            message = Look(message, FeedbackEvidence.None);
        }

        Assert.Equal((MessageStatus.Held, true), (message.Status, message.MayHaveArrived));
        Assert.Equal(Message.MaxTrail, message.Trail.Length);
    }

    private static Message Full(Message message)
    {
        while (message.Seq < 2 * Message.MaxTrail)
            message = message.Note(Start, "noted");
        return message;
    }

    private static FeedbackEvidence Complete(DateTimeOffset until) => new(until, until);

    private static FeedbackEvidence Behind(DateTimeOffset recordedUntil) => new(null, recordedUntil);

    private static Message Uncertain(Lane lane = Lane.Normal) => Message
        .Accept(MessageId.New(Start, new byte[10]), lane, "form:contact", 1, Start, WorkDue.At(Start))
        .Claim(Start, LastPossibleSend)
        .DoubtSend(LastPossibleSend, FirstLook, "worker-died");

    private Message Look(Message message, FeedbackEvidence evidence, DateTimeOffset? now = null) => _resolve.After(message, evidence, now ?? FirstLook);
}
