using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Cli.Commands;

/// <summary>Why mail that may leave does not, as far as that can be seen from outside the sweeper, and what to do about it.</summary>
internal static class WhyNothingMoves
{
    /// <summary>The sweeper looks at the SES account once a minute: what is older than this says that it is not at work.</summary>
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(3);

    public static async Task<(string Why, string Advice)> TellAsync(Session session, ControlState state, IReadOnlyList<Lane> lanes, CancellationToken ct)
    {
        var now = session.Now;
        if (state.DayClosedUntil is { } closed && closed > now)
            return ($"SES says that the day's quota is spent, and is asked again at {Ago.Moment(closed)}.", "It leaves by itself when there is room.");
        if (lanes.Count > 0 && lanes.All(lane => state.RoomFor(lane, session.Get<SendTimings>().QueueAhead, now) == 0))
            return OfShutLanes(state, lanes, now);
        var seen = (await session.Get<IAccountStore>().FindAsync(ct))?.ReadAt;
        return seen > now - AtWork
            ? ($"the sweeper was last seen at work at {Ago.Since(seen.Value, now)}.",
                "It may have stopped since (locally it is part of 'smail serve'), or the lanes' queues are full: the logs of sweeper and sender tell.")
            : ($"the sweeper does not seem to run{(seen is { } at ? $", last seen at work at {Ago.Since(at, now)}" : "")}.",
                "Locally it is part of 'smail serve'; on AWS look at the schedule and the log of the sweeper function.");
    }

    private static (string Why, string Advice) OfShutLanes(ControlState state, IReadOnlyList<Lane> lanes, DateTimeOffset now)
    {
        if (state.StopOf(lanes.Select(SendScope.Of)) is { } stop)
            return ($"{stop} is stopped, and it is in that lane.", $"'{ScopeWords.Resume(stop)}' lets it leave.");
        return state.FaultAt(now) is { } fault
            ? (fault, "Set the clocks right, then run 'smail resume'.")
            : ($"the day's quota is spent: {state.Day.At(DayUse.HourOf(now)).Used(Counter.All)} of {state.Limits.Quota} recipients in 24 hours.", "It leaves by itself when there is room.");
    }
}
