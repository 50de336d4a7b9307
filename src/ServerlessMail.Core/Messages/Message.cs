using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// The head of a message: its status and its trail, in one item, so that a state and the event that tells of it are one write.
/// Immutable; each act returns the message after it, with one more event, and throws <see cref="InvalidOperationException"/> for a
/// move that <see cref="MessageLife"/> does not have.
/// </summary>
public sealed partial record Message
{
    /// <summary>How many events a trail keeps; beyond it only <see cref="Seq"/> counts on, so that an item stays small.</summary>
    public const int MaxTrail = 64;

    /// <summary>
    /// From how many events on those that tell only of waiting and of tries that came to nothing are counted and not kept: the rest of the trail is for what
    /// became of the message.
    /// </summary>
    public const int MaxWaiting = 32;

    /// <summary>How many ids of other attempts a head keeps.</summary>
    public const int MaxTakenAlso = 8;

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

    /// <summary>How often a try was turned away by SES, or broke off before its call; waiting for the rate is none. The waits before the next one double with it.</summary>
    public int Setbacks { get; init; }

    /// <summary>Which kinds of feedback came, so that each counts once and none is lost when it comes before its time.</summary>
    public FeedbackSeen Seen { get; init; }

    /// <summary>
    /// The ids that SES gave to other attempts than the one that <see cref="SesMessageId"/> is of, up to <see cref="MaxTakenAlso"/>. While an attempt runs
    /// they prove that an earlier one was taken.
    /// </summary>
    public ImmutableArray<string> TakenAlso { get; init; } = [];

    /// <summary>The last attempt of which nobody can say whether SES took it; 0 when there is none.</summary>
    public int DoubtedAttempt { get; init; }

    /// <summary>True when an attempt may have been taken by SES, as far as anybody knows.</summary>
    [JsonIgnore]
    public bool MayHaveArrived => DoubtedAttempt > 0;

    /// <summary>How many quiet times of the present doubt passed in silence; 0 unless <see cref="MessageStatus.Uncertain"/>.</summary>
    public int QuietTimes { get; init; }

    /// <summary>How far feedback was recorded at the last look at an uncertain message.</summary>
    public DateTimeOffset? WatchedUntil { get; init; }

    /// <summary>The number of events so far, those included that were only counted. Every write is conditional on it.</summary>
    public int Seq { get; init; }

    public ImmutableArray<TrailEvent> Trail { get; init; } = [];

    /// <summary>What the content's digest was made with; null once the content was erased.</summary>
    public Digest? Salt { get; init; }

    /// <summary>A salted digest of what it says. It stays when the content is erased, and without the salt tells nothing.</summary>
    public Digest? DraftDigest { get; init; }

    /// <summary>The seal of all this as last written; <see cref="SealedMessages"/> alone makes it. Null: not sealed, or broken.</summary>
    public Digest? Chain { get; init; }

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
        Wait(MessageStatus.Queued, TrailKind.Queued, at, remark) with
        {
            Due = WorkDue.At(due),
            Requeues = 0,
            // Who lets it go for an operator lets it begin anew.
            Setbacks = Hold == HoldReason.Operator ? 0 : Setbacks,
        };

    /// <summary>Lets it wait on in a queue that is known to be long.</summary>
    public Message WaitOn(DateTimeOffset at, DateTimeOffset due) =>
        Wait(MessageStatus.Queued, TrailKind.Queued, at, "queue-long") with { Due = WorkDue.At(due) };

    /// <summary>Queues it once more because nobody claimed it in time.</summary>
    public Message Requeue(DateTimeOffset at, DateTimeOffset due) =>
        Wait(MessageStatus.Queued, TrailKind.Queued, at, "unclaimed") with { Due = WorkDue.At(due), Requeues = Requeues + 1 };

    /// <summary>Takes it for one attempt; at <paramref name="expires"/> the sweeper takes the worker for dead.</summary>
    public Message Claim(DateTimeOffset at, DateTimeOffset expires) =>
        (this with { Attempt = Attempt + 1 }).Wait(MessageStatus.Sending, TrailKind.Claimed, at, null) with
        {
            ClaimedAt = at,
            Due = WorkDue.At(expires),
            Requeues = 0,
        };

    /// <summary>SES definitely did not take it: it is tried again from <paramref name="due"/> on.</summary>
    public Message Retry(DateTimeOffset at, DateTimeOffset due, string reason) =>
        Wait(MessageStatus.Queued, TrailKind.Retrying, at, reason) with { Due = WorkDue.At(due), Setbacks = Setbacks + 1 };

    /// <summary>The rate had no room for it: it waits in its queue until <paramref name="due"/>.</summary>
    public Message WaitForRate(DateTimeOffset at, DateTimeOffset due) =>
        Wait(MessageStatus.Queued, TrailKind.Retrying, at, "pace") with { Due = WorkDue.At(due) };

    /// <summary>SES took it, by its own answer or by feedback; what feedback told of it before takes effect now.</summary>
    public Message Sent(DateTimeOffset at, string? sesMessageId, string? remark = null) =>
        (Move(MessageStatus.Sent, TrailKind.Sent, at, remark) with { SesMessageId = sesMessageId ?? SesMessageId, Due = null, DoubtedAttempt = 0 }).CatchUp(at);

    /// <summary>
    /// SES took one attempt of it, as a late answer or any event proves. While a newer attempt runs that is noted, and settles the message unless the
    /// newer one turns out to be taken too. What is known already changes nothing.
    /// </summary>
    /// <param name="at">Now.</param>
    /// <param name="attempt">Which attempt; 0 if the proof does not say.</param>
    /// <param name="sesMessageId">The id under which SES took it.</param>
    /// <param name="remark">What the proof is.</param>
    public Message Taken(DateTimeOffset at, int attempt, string sesMessageId, string remark)
    {
        if (SesMessageId == sesMessageId || TakenAlso.Contains(sesMessageId))
            return this;
        var newerAttemptRuns = Status == MessageStatus.Sending && Attempt != attempt;
        if (!newerAttemptRuns && MessageLife.Allows(Status, MessageStatus.Sent))
            return Sent(at, sesMessageId, remark);
        return TakenAlso.Length < MaxTakenAlso
            ? (this with { TakenAlso = TakenAlso.Add(sesMessageId) }).Note(at, $"taken-also-{sesMessageId}")
            : this;
    }

    /// <summary>Nobody can say whether SES took it; the sweeper asks the evidence at <paramref name="due"/>.</summary>
    public Message DoubtSend(DateTimeOffset at, DateTimeOffset due, string reason) =>
        Move(MessageStatus.Uncertain, TrailKind.Uncertain, at, reason) with { Due = WorkDue.At(due), DoubtedAttempt = Attempt };

    /// <summary>The evidence does not reach far enough yet: asked again at <paramref name="due"/>.</summary>
    /// <param name="at">Now.</param>
    /// <param name="due">When to look again.</param>
    /// <param name="watchedUntil">How far feedback is recorded by now.</param>
    /// <param name="silent">True when that has not moved since the last look: one quiet time is spent.</param>
    public Message KeepWaiting(DateTimeOffset at, DateTimeOffset due, DateTimeOffset? watchedUntil, bool silent) =>
        Wait(MessageStatus.Uncertain, TrailKind.Uncertain, at, silent ? "feedback-not-proven" : "feedback-behind") with
        {
            Due = WorkDue.At(due),
            QuietTimes = QuietTimes + (silent ? 1 : 0),
            WatchedUntil = watchedUntil ?? WatchedUntil,
        };

    /// <summary>The evidence says that SES never took it: sent again, and marked as a possible duplicate.</summary>
    public Message Resend(DateTimeOffset at, DateTimeOffset due) => ResendInDoubt(at, due) with { DoubtedAttempt = 0 };

    /// <summary>Sent again because an operator prefers twice to never; the doubt stays.</summary>
    public Message ResendInDoubt(DateTimeOffset at, DateTimeOffset due) =>
        Move(MessageStatus.Queued, TrailKind.Resent, at, "possible-duplicate") with { Due = WorkDue.At(due), Requeues = 0 };

    /// <summary>Ends it without a send, for good.</summary>
    public Message Fail(DateTimeOffset at, string reason) => Move(MessageStatus.Failed, TrailKind.Failed, at, reason) with { Due = null };

    /// <summary>Ends it because an operator or the app took it back.</summary>
    public Message Cancel(DateTimeOffset at, string reason) => Move(MessageStatus.Cancelled, TrailKind.Cancelled, at, reason) with { Due = null };

    /// <summary>Its content is erased: what it said, and the salt by which its digest could be compared with.</summary>
    public Message Erase(DateTimeOffset at, string? reason) => With(TrailKind.Erased, at, reason) with { Salt = null };

    /// <summary>Appends what changes nothing.</summary>
    public Message Note(DateTimeOffset at, string reason) => With(TrailKind.Noted, at, reason);

    private Message Park(HoldReason reason, WorkDue due, DateTimeOffset at, string? remark) =>
        Move(MessageStatus.Held, TrailKind.Held, at, remark ?? reason.ToString().ToLowerInvariant(), isWaiting: reason is not (HoldReason.Operator or HoldReason.Spam)) with
        {
            Hold = reason,
            Due = due,
        };

    /// <summary>Moves on, as <see cref="Move"/> does, to where it waits or is tried once more.</summary>
    private Message Wait(MessageStatus to, TrailKind kind, DateTimeOffset at, string? reason) => Move(to, kind, at, reason, isWaiting: true);

    private Message Move(MessageStatus to, TrailKind kind, DateTimeOffset at, string? reason, bool isWaiting = false) => MessageLife.Allows(Status, to)
        ? (this with { Status = to, Hold = null, QuietTimes = to == Status ? QuietTimes : 0, WatchedUntil = to == Status ? WatchedUntil : null }).With(kind, at, reason, isWaiting)
        : throw new InvalidOperationException($"Message {Id} is {Status} and cannot become {to}.");

    private Message With(TrailKind kind, DateTimeOffset at, string? reason, bool isWaiting = false) => this with
    {
        Seq = Seq + 1,
        Trail = Trail.Length < (isWaiting ? MaxWaiting : MaxTrail) ? Trail.Add(new TrailEvent(Trail.Length + 1, at, kind, Attempt, reason)) : Trail,
    };
}
