using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>
/// Brings on what would otherwise stand still: mail that the queue never got, holds whose time has come or whose stop is over, claims of dead
/// workers, uncertain mail, and the lanes' backlogs as fast as the lanes can take them. Every step is conditional, so two sweeps at once do no
/// harm. Thread-safe.
/// </summary>
public sealed partial class Sweep(
    IMessageStore messages,
    IMessageQueue queue,
    IControlStore control,
    IFeedbackWatch feedback,
    SweepMessage one,
    SendTimings timings,
    TimeProvider time,
    ILogger<Sweep> log)
{
    /// <summary>No intake lives longer between its look at the control item and its write.</summary>
    private static readonly TimeSpan LongestIntake = TimeSpan.FromMinutes(2);
    /// <summary>
    /// How many messages are brought on at once. Each takes two or three round trips; one after the other they would feed a queue more slowly than
    /// a large account sends.
    /// </summary>
    private const int AtOnce = 16;

    /// <summary>Does up to <paramref name="limit"/> messages of each kind of work.</summary>
    public async Task<SweepReport> RunAsync(int limit, CancellationToken ct)
    {
        var state = await control.ReadAsync(ct);
        var rooms = new Dictionary<Lane, LaneRoom>();
        foreach (var lane in Enum.GetValues<Lane>())
            rooms[lane] = await RoomAsync(lane, state, ct);

        var report = await DueAsync(state, rooms, limit, ct);
        var cutShort = new HashSet<Lane>();
        foreach (var room in rooms.Values)
        {
            var fed = await FeedAsync(state, room, limit, ct);
            report += fed;
            if (fed.IsCutShort)
                cutShort.Add(room.Lane);
        }

        await DrainedAsync(state, ct);
        await TellFullAsync(state, rooms.Values.Where(room => !cutShort.Contains(room.Lane)), ct);
        return report;
    }

    private async Task<LaneRoom> RoomAsync(Lane lane, ControlState state, CancellationToken ct)
    {
        try
        {
            return await LaneRoom.OfAsync(lane, state, queue, timings, time.GetUtcNow(), ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            QueueUnreachable(log, lane, fault.GetType().Name);
            return LaneRoom.Unknown(lane);
        }
    }

    private async Task<SweepReport> DueAsync(ControlState state, Dictionary<Lane, LaneRoom> rooms, int limit, CancellationToken ct)
    {
        if (await messages.DueAsync(time.GetUtcNow(), limit, ct) is not { Count: > 0 } due)
            return SweepReport.Nothing;

        // The evidence is read before the messages: whatever it covers is then in what is read.
        var evidence = await EvidenceAsync(ct);
        return await EachAsync(due, due.Count >= limit, id => one.DueAsync(id, rooms, evidence, ct));
    }

    /// <summary>Evidence that cannot be had proves nothing; it keeps nothing else waiting.</summary>
    private async Task<FeedbackEvidence> EvidenceAsync(CancellationToken ct)
    {
        try
        {
            return await feedback.ReadAsync(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NoEvidence(log, fault.GetType().Name);
            return FeedbackEvidence.None;
        }
    }

    /// <summary>Feeds a lane's queue: first what a stop had kept, then the backlog, as far as there is room.</summary>
    private async Task<SweepReport> FeedAsync(ControlState state, LaneRoom room, int limit, CancellationToken ct)
    {
        var report = SweepReport.Nothing;
        foreach (var where in Waiting(state, room.Lane))
        {
            if (Math.Min(limit, room.Left) is not (> 0 and var most))
                break;
            var parked = await messages.ParkedAsync(where, most, ct);
            report += await EachAsync(parked, parked.Count >= limit, id => one.ReleaseAsync(id, where, room, ct));
        }

        return report;
    }

    private static async Task<SweepReport> EachAsync(IEnumerable<MessageId> ids, bool isCutShort, Func<MessageId, Task<SweepReport>> bring)
    {
        var report = SweepReport.Nothing with { IsCutShort = isCutShort };
        foreach (var some in ids.Chunk(AtOnce))
            report = (await Task.WhenAll(some.Select(bring))).Aggregate(report, (all, one) => all + one);
        return report;
    }

    private static IEnumerable<Parking> Waiting(ControlState state, Lane lane) =>
    [
        Parking.Stopped(SendScope.All, lane),
        .. state.Draining.Select(token => Parking.Stopped(SendScope.FromToken(token), lane)),
        Parking.Backlog(lane),
    ];

    /// <summary>
    /// A scope whose held mail is all gone is done with, once everybody who saw the stop has long written what he held for it: workers that had claimed,
    /// and intakes, which have no claim that could expire.
    /// </summary>
    private async Task DrainedAsync(ControlState state, CancellationToken ct)
    {
        if (!state.Open || state.ChangedAt > time.GetUtcNow() - timings.ClaimExpires - LongestIntake)
            return;
        foreach (var scope in state.Draining.Select(SendScope.FromToken))
        {
            var left = 0;
            foreach (var lane in Enum.GetValues<Lane>())
                left += (await messages.ParkedAsync(Parking.Stopped(scope, lane), 1, ct)).Count;
            if (left == 0)
                await control.DrainedAsync(scope, state, ct);
        }
    }

    /// <summary>
    /// A lane is full when its queue is. While the queue has room, new mail goes there although a backlog is left: else it could run dry before the next
    /// sweep. Of a lane that this sweep has not fed to the end nothing is said.
    /// </summary>
    private async Task TellFullAsync(ControlState state, IEnumerable<LaneRoom> fed, CancellationToken ct)
    {
        if (!state.Open)
            return;
        var full = state.Full;
        foreach (var room in fed)
        {
            var isFull = room.IsLong || (room.Left == 0 && (await messages.ParkedAsync(Parking.Backlog(room.Lane), 1, ct)).Count > 0);
            full = isFull ? full.Add(room.Lane) : full.Remove(room.Lane);
        }

        if (!state.Full.SetEquals(full))
            await control.SetFullAsync(full, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "How far feedback is recorded cannot be read ({Fault}): uncertain mail waits.")]
    private static partial void NoEvidence(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Lane} queue cannot be asked how much it holds ({Fault}): nothing is put into it.")]
    private static partial void QueueUnreachable(ILogger logger, Lane lane, string fault);
}
