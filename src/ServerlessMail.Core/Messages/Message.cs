using System.Collections.Immutable;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// The head of a message: its status and its trail, in one item, so that a state and the event that tells of it are one write.
/// Immutable; each act returns the message after it, with one more event, and throws <see cref="InvalidOperationException"/> for a
/// move that <see cref="MessageLife"/> does not have.
/// </summary>
public sealed record Message
{
    /// <summary>How many events a trail keeps; beyond it only <see cref="Seq"/> counts on, so that an item stays small.</summary>
    public const int MaxTrail = 64;

    public required MessageId Id { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>Where it came from: <c>form:contact</c>.</summary>
    public required string Source { get; init; }

    /// <summary>How many recipients one send of it has, as SES counts them.</summary>
    public required int Recipients { get; init; }

    public required MessageStatus Status { get; init; }

    /// <summary>The number of claims so far; the current one's number while <see cref="MessageStatus.Sending"/>.</summary>
    public int Attempt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>The id that SES gave it.</summary>
    public string? SesMessageId { get; init; }

    /// <summary>Why it is parked; set while <see cref="MessageStatus.Held"/>.</summary>
    public HoldReason? Hold { get; init; }

    /// <summary>When the sweeper looks at it; null once nothing is left to do.</summary>
    public WorkDue? Due { get; init; }

    /// <summary>How often the sweeper queued it again without seeing it claimed.</summary>
    public int Requeues { get; init; }

    /// <summary>The number of events so far, those beyond <see cref="MaxTrail"/> included. Every write is conditional on it.</summary>
    public int Seq { get; init; }

    public ImmutableArray<TrailEvent> Trail { get; init; } = [];

    /// <summary>A new message, durable but not yet queued; the sweeper looks at it at <paramref name="due"/> if the queue never got it.</summary>
    public static Message Accept(MessageId id, Lane lane, string source, int recipients, DateTimeOffset at, WorkDue due, string? remark = null) =>
        new Message { Id = id, Lane = lane, Source = source, Recipients = recipients, Status = MessageStatus.Accepted, Due = due }
            .With(TrailKind.Accepted, at, remark);

    /// <summary>Parks it until an operator looks, or until a moment.</summary>
    public Message HoldFor(HoldReason reason, DateTimeOffset at, DateTimeOffset? until = null, string? remark = null) =>
        Park(reason, until is { } moment ? WorkDue.At(moment) : WorkDue.Parked(Parking.For(reason), at), at, remark);

    /// <summary>Parks it until what stopped it is resumed.</summary>
    public Message StopBy(SendScope scope, DateTimeOffset at, string? remark = null) =>
        Park(HoldReason.Pause, WorkDue.Parked(Parking.Stopped(scope, Lane), at), at, remark);

    /// <summary>Parks it until its lane has room; who was accepted first goes first.</summary>
    public Message Backlog(DateTimeOffset at) =>
        Park(HoldReason.Pace, WorkDue.Parked(Parking.Backlog(Lane), Id.Time), at, remark: null);

    /// <summary>Lets it go to the queue again; the sweeper looks at it at <paramref name="due"/>.</summary>
    public Message Release(DateTimeOffset at, DateTimeOffset due, string remark) =>
        Move(MessageStatus.Queued, TrailKind.Queued, at, remark) with { Due = WorkDue.At(due), Requeues = 0 };

    /// <summary>Lets it wait on in a queue that is known to be long.</summary>
    public Message WaitOn(DateTimeOffset at, DateTimeOffset due) =>
        Move(MessageStatus.Queued, TrailKind.Queued, at, "queue-long") with { Due = WorkDue.At(due) };

    /// <summary>Queues it once more because nobody claimed it in time.</summary>
    public Message Requeue(DateTimeOffset at, DateTimeOffset due) =>
        Move(MessageStatus.Queued, TrailKind.Queued, at, "unclaimed") with { Due = WorkDue.At(due), Requeues = Requeues + 1 };

    /// <summary>Takes it for one attempt; at <paramref name="expires"/> the sweeper takes the worker for dead.</summary>
    public Message Claim(DateTimeOffset at, DateTimeOffset expires) =>
        (this with { Attempt = Attempt + 1 }).Move(MessageStatus.Sending, TrailKind.Claimed, at, null) with
        {
            ClaimedAt = at,
            Due = WorkDue.At(expires),
            Requeues = 0,
        };

    /// <summary>SES definitely did not take it: it is tried again from <paramref name="due"/> on.</summary>
    public Message Retry(DateTimeOffset at, DateTimeOffset due, string reason) =>
        Move(MessageStatus.Queued, TrailKind.Retrying, at, reason) with { Due = WorkDue.At(due) };

    /// <summary>SES took it, by its own answer or by feedback.</summary>
    public Message Sent(DateTimeOffset at, string? sesMessageId, string? remark = null) =>
        Move(MessageStatus.Sent, TrailKind.Sent, at, remark) with { SesMessageId = sesMessageId ?? SesMessageId, Due = null };

    /// <summary>Nobody can say whether SES took it; the sweeper asks the evidence at <paramref name="due"/>.</summary>
    public Message DoubtSend(DateTimeOffset at, DateTimeOffset due, string reason) =>
        Move(MessageStatus.Uncertain, TrailKind.Uncertain, at, reason) with { Due = WorkDue.At(due) };

    /// <summary>The evidence says that SES never took it: sent again, and marked as a possible duplicate.</summary>
    public Message Resend(DateTimeOffset at, DateTimeOffset due) =>
        Move(MessageStatus.Queued, TrailKind.Resent, at, "possible-duplicate") with { Due = WorkDue.At(due), Requeues = 0 };

    /// <summary>Ends it without a send, for good.</summary>
    public Message Fail(DateTimeOffset at, string reason) => Move(MessageStatus.Failed, TrailKind.Failed, at, reason) with { Due = null };

    /// <summary>Ends it because an operator or the app took it back.</summary>
    public Message Cancel(DateTimeOffset at, string reason) => Move(MessageStatus.Cancelled, TrailKind.Cancelled, at, reason) with { Due = null };

    /// <summary>What the receiving side said afterwards; a later state never goes back, so what comes late is only noted.</summary>
    public Message Feedback(MessageStatus to, TrailKind kind, DateTimeOffset at, string? reason) =>
        MessageLife.Allows(Status, to) ? Move(to, kind, at, reason) : Note(at, $"late-{kind.ToString().ToLowerInvariant()}");

    /// <summary>Appends what changes nothing.</summary>
    public Message Note(DateTimeOffset at, string reason) => With(TrailKind.Noted, at, reason);

    private Message Park(HoldReason reason, WorkDue due, DateTimeOffset at, string? remark) =>
        Move(MessageStatus.Held, TrailKind.Held, at, remark ?? reason.ToString().ToLowerInvariant()) with { Hold = reason, Due = due };

    private Message Move(MessageStatus to, TrailKind kind, DateTimeOffset at, string? reason) => MessageLife.Allows(Status, to)
        ? (this with { Status = to, Hold = null }).With(kind, at, reason)
        : throw new InvalidOperationException($"Message {Id} is {Status} and cannot become {to}.");

    private Message With(TrailKind kind, DateTimeOffset at, string? reason) => this with
    {
        Seq = Seq + 1,
        Trail = Trail.Length < MaxTrail ? Trail.Add(new TrailEvent(Seq + 1, at, kind, Attempt, reason)) : Trail,
    };
}
