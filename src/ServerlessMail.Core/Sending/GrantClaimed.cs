using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>
/// Sends claimed messages as grants for them are given, and holds those that would have to wait longer than a worker should sleep. Thread-safe.
/// </summary>
public sealed partial class GrantClaimed(
    IControlStore control, SendGranted send, SettleClaim settle, SendTimings timings, TimeProvider time, ILogger<GrantClaimed> log)
{
    /// <summary>How often in a row a grant is asked for in vain before the rest is held.</summary>
    public const int MaxTries = 10;

    /// <summary>Returns those of the messages whose outcome, whatever it is, was written.</summary>
    /// <param name="lane">The lane of all of them.</param>
    /// <param name="claimed">1 and more.</param>
    /// <param name="ct">No call begins after it.</param>
    public async Task<IReadOnlyList<MessageId>> SendAsync(Lane lane, IReadOnlyList<ClaimedMail> claimed, CancellationToken ct)
    {
        var work = new Batch(lane, claimed);
        while (true)
        {
            await TryGrantAllAsync(work, ct);
            // Those whose grant had grown too old when their turn came wait for another one.
            work.Waiting.AddRange((await Task.WhenAll(work.Calls)).OfType<ClaimedMail>());
            work.Calls.Clear();
            if (work.Waiting.Count == 0)
                return work.Done;
        }
    }

    /// <summary>Whatever breaks, what was claimed and not called goes back at once, and the calls under way are waited for.</summary>
    private async Task TryGrantAllAsync(Batch work, CancellationToken ct)
    {
        try
        {
            await GrantAllAsync(work, ct);
        }
        catch (Exception fault)
        {
            NotGranted(log, work.Waiting.Count, fault.GetType().Name);
            await SettleAllAsync(work, (message, now) => settle.Again(message, now, ct.IsCancellationRequested ? "worker-stopped" : "control-unreachable"));
        }
    }

    private async Task GrantAllAsync(Batch work, CancellationToken ct)
    {
        var slept = TimeSpan.Zero;
        for (var tries = 0; work.Waiting.Count > 0;)
        {
            if (await AskAsync(work, ct) is not { } wait)
            {
                tries = 0;
                continue;
            }

            // Where in the next step this worker comes back differs from worker to worker, so that they do not all come at once.
            var sleep = wait.For + (timings.GrantJitter * work.Waiting[0].Message.Id.Spread(++tries));
            if (tries >= MaxTries || slept + sleep > timings.LongestSleep)
                await SettleAllAsync(work, (message, now) => settle.ForRoom(message, wait.IsLaneFull, now));
            else
                await Task.Delay(sleep, time, ct);
            slept += sleep;
        }
    }

    /// <summary>Asks once; null when it brought the work on, else how long to wait for the rate.</summary>
    private async Task<GrantOutcome.Wait?> AskAsync(Batch work, CancellationToken ct)
    {
        if (work.Take(IsLate) is { Count: > 0 } late)
        {
            await SettleAsync(work, late, (message, now) => settle.Again(message, now, "slow-worker"));
            return null;
        }

        var asked = time.GetTimestamp();
        switch (await control.TakeGrantAsync(new GrantRequest(work.Lane, [.. work.Waiting.Select(mail => mail.Asks)]), time.GetUtcNow(), ct))
        {
            case GrantOutcome.Granted granted:
                for (var i = 0; i < granted.Slots.Length; i++)
                    work.Calls.Add(SendAsync(work, work.Waiting[i], granted.Slots[i], asked, ct));
                work.Waiting.RemoveRange(0, granted.Slots.Length);
                return null;
            case GrantOutcome.Reserved reserved:
                work.Calls.Add(SendReservedAsync(work, work.Waiting[0], reserved.Slot, ct));
                work.Waiting.RemoveAt(0);
                return null;
            case GrantOutcome.Wait wait:
                return wait.For > TimeSpan.Zero ? wait : wait with { For = TimeSpan.Zero };
            case GrantOutcome.DaySpent spent:
                await HoldForDayAsync(work, spent);
                return null;
            case GrantOutcome.Stopped stopped:
                await StopAsync(work, stopped);
                return null;
            case GrantOutcome.Unusable unusable:
                ControlUnusable(log, unusable.Fault, work.Waiting.Count);
                await SettleAllAsync(work, (message, now) => message.StopBy(SendScope.All, now, "control-unusable"));
                return null;
        }

        return null;
    }

    /// <summary>
    /// Holds what is as large as the first, which does not fit; what is smaller may. Looked at again soon: limits change, and where there is still no room it
    /// goes to its lane's backlog, which leaves as soon as there is.
    /// </summary>
    private Task HoldForDayAsync(Batch work, GrantOutcome.DaySpent spent)
    {
        var first = work.Waiting[0].Asks.Recipients;
        return SettleAsync(work, work.Take(mail => mail.Asks.Recipients >= first), (message, now) =>
            message.HoldFor(HoldReason.Quota, now, spent.Until < now + timings.QuotaWait ? spent.Until : now + timings.QuotaWait));
    }

    private bool IsLate(ClaimedMail mail) => time.GetElapsedTime(mail.Started) > timings.SendWithin;

    private async Task StopAsync(Batch work, GrantOutcome.Stopped stopped)
    {
        if (stopped.Everything)
        {
            await SettleAllAsync(work, (message, now) => message.StopBy(SendScope.All, now));
            return;
        }

        foreach (var scope in stopped.Scopes)
        {
            var hit = work.Take(mail => mail.Asks.Scopes.Contains(scope));
            await SettleAsync(work, hit, (message, now) => message.StopBy(scope, now));
        }
    }

    private Task SettleAllAsync(Batch work, Func<Message, DateTimeOffset, Message> after) => SettleAsync(work, work.Take(_ => true), after);

    private Task SettleAsync(Batch work, IReadOnlyList<ClaimedMail> mails, Func<Message, DateTimeOffset, Message> after) =>
        Task.WhenAll(mails.Select(async mail =>
        {
            if (await settle.TryNotSentAsync(mail.Message, after(mail.Message, time.GetUtcNow())))
                work.Finish(mail);
        }));

    /// <summary>The same for a large message, which waits for its place before it takes its grant.</summary>
    private async Task<ClaimedMail?> SendReservedAsync(Batch work, ClaimedMail mail, DateTimeOffset slot, CancellationToken ct)
    {
        try
        {
            if (slot - time.GetUtcNow() is var early && early > TimeSpan.Zero)
                await Task.Delay(early, time, ct);
            var asked = time.GetTimestamp();
            return await control.ConfirmAsync(new GrantRequest(work.Lane, [mail.Asks]), ct) ? await SendAsync(work, mail, slot, asked, ct) : mail;
        }
        catch (Exception fault)
        {
            NotGranted(log, 1, fault.GetType().Name);
            await SettleAsync(work, [mail], (message, now) => settle.Again(message, now, "control-unreachable"));
            return null;
        }
    }

    /// <summary>Null once the message is done with; the message again when its grant was too old.</summary>
    private async Task<ClaimedMail?> SendAsync(Batch work, ClaimedMail mail, DateTimeOffset slot, long asked, CancellationToken ct)
    {
        switch (await send.TryAsync(mail, slot, asked, ct))
        {
            case SendGranted.Ending.TooLate:
                return mail;
            case SendGranted.Ending.Written:
                work.Finish(mail);
                return null;
            case SendGranted.Ending.NotWritten:
                return null;
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No grant for {Count} claimed messages ({Fault}): they go back to the queue.")]
    private static partial void NotGranted(ILogger logger, int count, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The control item cannot be used: {Fault} {Count} messages are held.")]
    private static partial void ControlUnusable(ILogger logger, string fault, int count);

    /// <summary>How a batch stands.</summary>
    private sealed class Batch(Lane lane, IReadOnlyList<ClaimedMail> claimed)
    {
        private readonly Lock _gate = new();
        private readonly List<MessageId> _done = [];

        public Lane Lane { get; } = lane;

        /// <summary>Claimed and without a grant.</summary>
        public List<ClaimedMail> Waiting { get; } = [.. claimed];

        /// <summary>Granted: each waits for its moment, calls, and writes what came of it.</summary>
        public List<Task<ClaimedMail?>> Calls { get; } = [];

        public IReadOnlyList<MessageId> Done => _done;

        /// <summary>Takes some of those that wait out of the batch.</summary>
        public List<ClaimedMail> Take(Func<ClaimedMail, bool> which)
        {
            var taken = Waiting.Where(which).ToList();
            Waiting.RemoveAll(taken.Contains);
            return taken;
        }

        public void Finish(ClaimedMail mail)
        {
            lock (_gate)
                _done.Add(mail.Message.Id);
        }
    }
}
