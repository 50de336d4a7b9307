using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Queues;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Ses;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// Sees what truly happens, in its true order and by the true clock, whatever the processes are told or believe, and asks every invariant about
/// it. The first that is broken ends the world.
/// </summary>
internal sealed class Witness(VirtualTime time, Journal journal, SendTimings timings, IReadOnlyList<Invariant> invariants)
{
    private readonly Dictionary<MessageId, Message> _heads = [];
    private readonly Dictionary<MessageId, TimeSpan> _written = [];
    private readonly Dictionary<MessageId, List<SesCall>> _taken = [];
    private readonly Dictionary<string, Allowed> _allowlist = [];
    private readonly HashSet<MessageId> _unsettled = [];
    private readonly Dictionary<string, TimeSpan> _closed = new() { [SendScope.All.Token] = TimeSpan.Zero };

    public TimeSpan Now => time.Now;

    public SendTimings Timings => timings;

    /// <summary>What was broken, and by what; null while everything holds.</summary>
    public string? Broken { get; private set; }

    /// <summary>Every message as it stands in the table.</summary>
    public IReadOnlyDictionary<MessageId, Message> Heads => _heads;

    /// <summary>What every message was accepted to say.</summary>
    public Dictionary<MessageId, MailDraft> Drafts { get; } = [];

    /// <summary>What senders were told, by message.</summary>
    public HashSet<(MessageId Message, string Outcome)> Outcomes { get; } = [];

    /// <summary>What somebody was told is accepted.</summary>
    public List<MessageId> Accepted { get; } = [];

    /// <summary>Since when what is in a scope may not leave, by what the control item says. A fault of the item closes everything.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Closed => _closed;

    /// <summary>The limits on the control item.</summary>
    public SendLimits Limits { get; private set; } = SendLimits.Least;

    /// <summary>When somebody last let everything go on.</summary>
    public TimeSpan OpenedAt { get; private set; }

    public bool EverythingSettled => _unsettled.Count == 0;

    /// <summary>The first moment for which a message waits; null when one waits for something else, or none does.</summary>
    public TimeSpan? NextMoment()
    {
        var first = TimeSpan.MaxValue;
        foreach (var id in _unsettled)
        {
            if (_heads[id].Due?.Moment is not { } moment)
                return null;
            first = moment - VirtualTime.Start < first ? moment - VirtualTime.Start : first;
        }

        return first == TimeSpan.MaxValue ? null : first;
    }

    /// <summary>What is neither settled nor was written since a moment.</summary>
    public IEnumerable<Message> UnsettledSince(TimeSpan moment) => _unsettled.Where(id => _written[id] < moment).Select(id => _heads[id]);

    public int TimesTaken(MessageId id) => _taken.TryGetValue(id, out var calls) ? calls.Count : 0;

    public IReadOnlyList<SesCall> TakenOf(MessageId id) => _taken.TryGetValue(id, out var calls) ? calls : [];

    public Allowed AllowedOf(string sender) => _allowlist.TryGetValue(sender, out var known) ? known : _allowlist[sender] = new Allowed();

    public void Begin()
    {
        foreach (var invariant in invariants)
            invariant.Watch(this);
    }

    public void Wrote(Message after)
    {
        _heads.TryGetValue(after.Id, out var before);
        _heads[after.Id] = after;
        _written[after.Id] = time.Now;
        if (Settled(after))
            _unsettled.Remove(after.Id);
        else
            _unsettled.Add(after.Id);
        journal.Note("table", $"{before?.Status.ToString() ?? "nothing"} -> {after.Status} #{after.Seq} {after.Trail[^1].Kind}:{after.Trail[^1].Reason}", after.Id.ToString());
        foreach (var invariant in invariants)
            invariant.Wrote(before, after);
    }

    public void TookIn(MessageId id)
    {
        Accepted.Add(id);
        journal.Note("visitor", "is told accepted", id.ToString());
        foreach (var invariant in invariants)
            invariant.TookIn(id);
    }

    public void CallBegan(SesCall call)
    {
        journal.Note(call.By, $"calls SES, attempt {call.Attempt}", call.Message.ToString());
        foreach (var invariant in invariants)
            invariant.CallBegan(call);
    }

    public void Answered(SesCall call, SendOutcome outcome)
    {
        Outcomes.Add((call.Message, outcome.GetType().Name));
        journal.Note("ses", $"answers {outcome.GetType().Name} to attempt {call.Attempt}", call.Message.ToString());
    }

    public void Took(SesCall call)
    {
        if (!_taken.TryGetValue(call.Message, out var calls))
            _taken[call.Message] = calls = [];
        calls.Add(call);
        journal.Note("ses", $"takes attempt {call.Attempt}", call.Message.ToString());
        foreach (var invariant in invariants)
            invariant.Taken(call);
    }

    public void ControlIs(ControlState state)
    {
        journal.Note("control", state.Fault ?? (state.Paused ? "paused" : "open"), string.Join(' ', state.Stops));
        OpenedAt = state.Open && _closed.ContainsKey(SendScope.All.Token) ? time.Now : OpenedAt;
        string[] closed = state.Open ? [.. state.Stops] : [SendScope.All.Token, .. state.Stops];
        foreach (var open in _closed.Keys.Except(closed).ToArray())
            _closed.Remove(open);
        foreach (var scope in closed)
            _closed.TryAdd(scope, time.Now);
        if (Limits == state.Limits)
            return;
        Limits = state.Limits;
        journal.Note("control", $"{Limits.Rate} a second, {Limits.Quota} a day, bulk {Limits.BulkShare}");
        foreach (var invariant in invariants)
            invariant.LimitsAre(Limits);
    }

    /// <summary>A reading of the account is now the last one that is known.</summary>
    /// <param name="by">Who made it.</param>
    /// <param name="read">When it was.</param>
    /// <param name="account">What it says.</param>
    public void ReadingKept(string by, TimeSpan read, AccountState account)
    {
        foreach (var invariant in invariants)
            invariant.ReadingKept(by, read, account);
    }

    /// <summary>Other limits are in force, by a reading of the account.</summary>
    /// <param name="read">When it was.</param>
    public void LimitsFollow(TimeSpan read)
    {
        foreach (var invariant in invariants)
            invariant.LimitsFollow(read);
    }

    /// <summary>A sweeper has ended its round by itself.</summary>
    public void RoundEnded(EndedRound round)
    {
        foreach (var invariant in invariants)
            invariant.RoundEnded(round);
    }

    /// <summary>A record of a lane's queue became a dead letter.</summary>
    public void PutAside(Entry entry)
    {
        journal.Note("queue", $"puts aside after {entry.Receives} deliveries", entry.Body);
        foreach (var invariant in invariants)
            invariant.PutAside(entry);
    }

    public void AllowlistIs(string sender, bool allowed)
    {
        journal.Note("allowlist", allowed ? "allows" : "forbids", sender);
        AllowedOf(sender).Now(allowed, time.Now);
    }

    /// <summary>A worker is done with a batch and leaves one of its records in the queue.</summary>
    /// <param name="by">Whose record it was.</param>
    /// <param name="record">Which.</param>
    /// <param name="faults">How many faults befell the calls for its batch.</param>
    public void RecordComesBack(string by, QueueRecord record, int faults)
    {
        journal.Note(by, "leaves its record", record.Body);
        foreach (var invariant in invariants)
            invariant.RecordComesBack(record, faults);
    }

    /// <summary>Something was thrown that no fault of the world explains.</summary>
    public void Surprised(string by, string what) => Break("NothingSurprises", $"{by} met {what}");

    /// <summary>Everything has come to rest, or never will.</summary>
    public void End(World world)
    {
        foreach (var invariant in invariants)
        {
            if (Broken is null)
                invariant.AtEnd(world);
        }
    }

    public void Break(string invariant, string how)
    {
        journal.Note("witness", invariant, how);
        Broken ??= $"{invariant}: {how} (at {time.Now:hh\\:mm\\:ss\\.fff})";
    }

    /// <summary>Nothing is left to do, or an operator must do it.</summary>
    public static bool Settled(Message message) => message.Status switch
    {
        MessageStatus.Held => message.Hold is HoldReason.Operator or HoldReason.Spam,
        MessageStatus.Accepted or MessageStatus.Queued or MessageStatus.Sending or MessageStatus.Uncertain => false,
        MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Bounced or MessageStatus.Complained => message.Due is null,
        MessageStatus.Suppressed or MessageStatus.Cancelled or MessageStatus.Failed => message.Due is null,
    };
}
