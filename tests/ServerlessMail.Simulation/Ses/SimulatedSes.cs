using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Invariants;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Ses;

/// <summary>
/// SES on good days and on bad ones. A request is on its way whatever becomes of the process that made it: it may be taken though nobody hears
/// the answer, after the caller gave up, or not at all.
/// </summary>
/// <param name="time">True time.</param>
/// <param name="weather">What befalls the calls.</param>
/// <param name="dice">The kind of mishap.</param>
/// <param name="stream">Where events go.</param>
/// <param name="witness">Told of all that is true.</param>
/// <param name="account">What the account allows.</param>
/// <param name="latestTaking">How long after its beginning a request may still be taken; a claim outlives it.</param>
internal sealed class SimulatedSes(VirtualTime time, Weather weather, Dice dice, FeedbackStream stream, Witness witness, SimulatedAccount account, TimeSpan latestTaking)
{
    /// <summary>Requests that may still be taken.</summary>
    public int UnderWay { get; private set; }

    public async Task<SendOutcome> SendAsync(string by, MailContent mail, SendTags tags, CancellationToken ct)
    {
        var call = new SesCall(by, tags, mail, time.Now);
        witness.CallBegan(call);
        var answer = new TaskCompletionSource<SendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        Begin(call, answer);
        await using var giveUp = ct.Register(static state => ((TaskCompletionSource<SendOutcome>)state!).TrySetResult(new SendOutcome.Uncertain("timeout")), answer); // the state is the answer
        return await answer.Task;
    }

    private void Begin(SesCall call, TaskCompletionSource<SendOutcome> answer)
    {
        if (weather.Refuses(Dependency.Ses))
            Answer(call, answer, dice.Chance(0.5) ? new SendOutcome.Throttled("connection-refused") : new SendOutcome.Uncertain("ses-503"));
        else if (Refusal(call.Mail) is { } refused)
            Answer(call, answer, refused);
        else if (weather.Mishap())
            GoWrong(call, answer, dice.Next(12));
        else
            Take(call, answer, weather.Way(), told: true);
    }

    /// <summary>What the account itself does not allow, by its true standing.</summary>
    private SendOutcome? Refusal(MailContent mail)
    {
        if (account.IsStopped)
            return new SendOutcome.AccountStopped("account-paused");
        if (!account.Knows(mail))
            return new SendOutcome.Misconfigured("identity-gone");
        if (!account.HasRoom(mail.To.Length))
            return new SendOutcome.QuotaSpent("daily-quota");
        return account.TryTakeRate(mail.To.Length) ? null : new SendOutcome.Throttled("rate");
    }

    private void GoWrong(SesCall call, TaskCompletionSource<SendOutcome> answer, int kind)
    {
        switch (kind)
        {
            case 0 or 1:
                Answer(call, answer, new SendOutcome.Throttled("throttled"));
                break;
            case 2:
                Answer(call, answer, new SendOutcome.QuotaSpent("daily-quota"));
                break;
            case 3:
                Answer(call, answer, new SendOutcome.Rejected("content"));
                break;
            case 4:
                Answer(call, answer, dice.Chance(0.3) ? new SendOutcome.AccountStopped("account-paused") : new SendOutcome.Misconfigured("identity-gone"));
                break;
            case 5:
                Answer(call, answer, new SendOutcome.Uncertain("ses-500"));
                break;
            case 6:
                // It never left the machine, and nobody says so.
                break;
            case 7 or 8:
                Take(call, answer, weather.Way(), told: false);
                break;
            case 9 or 10:
                // The answer is lost at once, and the request arrives all the same.
                Take(call, answer, dice.Between(TimeSpan.Zero, latestTaking), told: false);
                Answer(call, answer, new SendOutcome.Uncertain("reset"));
                break;
            default:
                Take(call, answer, dice.Between(TimeSpan.Zero, latestTaking), told: true);
                break;
        }
    }

    private void Answer(SesCall call, TaskCompletionSource<SendOutcome> answer, SendOutcome outcome) => time.Later(weather.Way(), () =>
    {
        witness.Answered(call, outcome);
        answer.TrySetResult(outcome);
    });

    private void Take(SesCall call, TaskCompletionSource<SendOutcome> answer, TimeSpan after, bool told)
    {
        UnderWay++;
        time.Later(after < latestTaking ? after : latestTaking, () =>
        {
            UnderWay--;
            var id = $"ses-{call.Message}-{call.Attempt}-{witness.TimesTaken(call.Message) + 1}";
            witness.Took(call);
            account.Took(call.Mail.To.Length);
            Tell(call, id);
            if (told)
                Answer(call, answer, new SendOutcome.Sent(id));
        });
    }

    private void Tell(SesCall call, string id)
    {
        // As SES writes it: to the millisecond.
        var now = VirtualTime.Start + TimeSpan.FromMilliseconds(Math.Floor(time.Now.TotalMilliseconds));
        stream.Tell(new FeedbackEvent(FeedbackKind.Send, call.Message, call.Attempt, id, now, null));
        var end = dice.Next(20) switch
        {
            0 => FeedbackKind.Bounce,
            1 => FeedbackKind.Complaint,
            2 => FeedbackKind.Reject,
            3 => FeedbackKind.DeliveryDelay,
            4 => FeedbackKind.RenderingFailure,
            _ => FeedbackKind.Delivery,
        };
        stream.Tell(new FeedbackEvent(end, call.Message, call.Attempt, id, now, null));
        if (end is FeedbackKind.Complaint or FeedbackKind.DeliveryDelay)
            stream.Tell(new FeedbackEvent(FeedbackKind.Delivery, call.Message, call.Attempt, id, now, null));
    }
}
