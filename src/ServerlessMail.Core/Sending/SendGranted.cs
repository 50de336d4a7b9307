using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Sending;

/// <summary>Makes the one call for a message that has its grant: waits for its moment, looks at the clock, calls, writes down what came of it. Thread-safe.</summary>
public sealed class SendGranted(IMailTransport transport, IControlStore control, SettleClaim settle, SendTimings timings, TimeProvider time)
{
    /// <summary>How it ended.</summary>
    public enum Ending
    {
        /// <summary>What came of it is written.</summary>
        Written,

        /// <summary>What came of it could not be written: the sweeper finds the claim.</summary>
        NotWritten,

        /// <summary>The grant was older than <see cref="Grant.Life"/>, or its moment longer ago than <see cref="Pace.Lateness"/>: no call was made.</summary>
        TooLate,
    }

    /// <summary>Waits, calls and writes.</summary>
    /// <param name="mail">The message, claimed.</param>
    /// <param name="slot">The moment that was granted.</param>
    /// <param name="asked">The monotonic time at which the grant was asked for.</param>
    /// <param name="ct">No call begins after it.</param>
    public async Task<Ending> TryAsync(ClaimedMail mail, DateTimeOffset slot, long asked, CancellationToken ct)
    {
        if (slot - time.GetUtcNow() is var early && early > TimeSpan.Zero)
            await Task.Delay(early < Grant.Life ? early : Grant.Life, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (ct.IsCancellationRequested)
            return await settle.TryNotSentAsync(mail.Message, settle.Again(mail.Message, time.GetUtcNow(), "worker-stopped")) ? Ending.Written : Ending.NotWritten;
        if (time.GetElapsedTime(asked) > Grant.Life || time.GetUtcNow() - slot > Pace.Lateness)
            return Ending.TooLate;

        // From here on the caller's wish to stop must not turn a mail that left into one that nobody knows of.
        using var call = new CancellationTokenSource(timings.CallTimeout, time);
        var message = mail.Message;
        var outcome = await transport.SendAsync(ComposeMail.From(mail.Draft, mail.Attachments), new SendTags(message.Id, message.Attempt, message.Lane), call.Token);
        return await settle.TryAnswerAsync(message, outcome, token => AfterAsync(outcome, token)) ? Ending.Written : Ending.NotWritten;
    }

    /// <summary>What the answer means for all other mail.</summary>
    private async Task AfterAsync(SendOutcome outcome, CancellationToken ct)
    {
        if (outcome is SendOutcome.AccountStopped stopped)
            await control.PauseAsync(SendScope.All, stopped.Reason, "ses", time.GetUtcNow(), ct);
        if (outcome is SendOutcome.QuotaSpent)
            await control.CloseDayAsync(time.GetUtcNow() + timings.QuotaWait, ct);
    }
}
