using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// Makes a message durable and sends it on its way: to its queue, or, where it cannot leave soon, to where it waits in the table. Once this
/// returns it is accepted. Thread-safe.
/// </summary>
/// <remarks>
/// Throws what the store throws when it cannot be reached: then nothing was accepted that anybody was told of. Nothing is tried again here: the store does
/// that, and alone can tell its own addition from somebody else's. Whoever is asked to come back sends another message.
/// </remarks>
public sealed class AcceptMessage(IMessageStore messages, EnqueueMessage enqueue, SendTimings timings, TimeProvider time)
{
    /// <summary>The furthest that a message can be put off.</summary>
    public static readonly TimeSpan LongestSchedule = TimeSpan.FromDays(366);

    /// <summary>What is durable need not wait for its queue: whoever posted would post again.</summary>
    private static readonly TimeSpan EnqueueWithin = TimeSpan.FromSeconds(2);

    /// <summary>Writes it, and returns it as it was written.</summary>
    /// <param name="wanted">What is to be mailed.</param>
    /// <param name="control">The control item as the request was judged by.</param>
    /// <param name="ct">Ends the wait, not the write.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is put off for longer than <see cref="LongestSchedule"/>.</exception>
    public async Task<Message> AcceptAsync(Wanted wanted, ControlState control, CancellationToken ct) =>
        await TryAcceptAsync(wanted, control, ct) ?? throw new InvalidOperationException($"The fresh message id {wanted.Id} is taken.");

    /// <summary>Does the same, where somebody else may be about to accept the same mail under the same id; null when that one came first.</summary>
    /// <inheritdoc cref="AcceptAsync"/>
    public async Task<Message?> TryAcceptAsync(Wanted wanted, ControlState control, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (wanted.SendAt > now + LongestSchedule)
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted.SendAt, $"A message can be put off by {LongestSchedule.TotalDays:0} days at most.");
        var message = Plan(wanted, control, now);

        // What waits for its time must still know what to say when it comes.
        var draftExpires = (wanted.SendAt > now ? wanted.SendAt.Value : now) + wanted.Retention;
        if (!await messages.TryAddAsync(message, wanted.Draft, draftExpires, ct))
            return null;
        if (message.Status == MessageStatus.Accepted)
            await EnqueueAsync(message, ct);
        return message;
    }

    /// <summary>The message as it would be written now: ready to leave, or held. Nothing is written.</summary>
    public Message Plan(Wanted wanted, ControlState control, DateTimeOffset now)
    {
        var message = Message.Accept(wanted.Id, wanted.Lane, wanted.Source, wanted.Draft.To.Length, now, WorkDue.At(now + timings.QueueGrace));
        return Held(message, wanted, control, now) ?? message;
    }

    private async Task EnqueueAsync(Message message, CancellationToken ct)
    {
        using var within = new CancellationTokenSource(EnqueueWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(within.Token, ct);
        await enqueue.SendAsync(message, either.Token);
    }

    private static Message? Held(Message message, Wanted wanted, ControlState control, DateTimeOffset now)
    {
        if (wanted.Spam is { } spam)
            return message.HoldFor(HoldReason.Spam, now, remark: spam);
        if (wanted.SendAt > now)
            return message.HoldFor(HoldReason.Schedule, now, wanted.SendAt);
        if (control.StopOf(SendScope.Covering(wanted.Lane, wanted.Draft.From.Address, wanted.Source)) is { } stopped)
            return message.StopBy(stopped, now);
        // Urgent mail passes every backlog, its own included: that one is short, or nothing helps.
        return wanted.Lane != Lane.Urgent && control.Full.Contains(wanted.Lane) ? message.Backlog(now) : null;
    }

    /// <summary>One mail that somebody wants sent, judged and found good.</summary>
    /// <param name="Id">Its id, fresh.</param>
    /// <param name="Lane">Its lane.</param>
    /// <param name="Source">Where it came from: <c>form:contact</c>.</param>
    /// <param name="Draft">What it says, and to whom.</param>
    /// <param name="Retention">For how long what it says is kept after it could leave.</param>
    public sealed record Wanted(MessageId Id, Lane Lane, string Source, MailDraft Draft, TimeSpan Retention)
    {
        /// <summary>Not before that moment; null for as soon as possible.</summary>
        public DateTimeOffset? SendAt { get; init; }

        /// <summary>Why it looks like spam, as a reason code; null when it does not.</summary>
        public string? Spam { get; init; }
    }
}
