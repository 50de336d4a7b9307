using ServerlessMail.Benchmarks.Reporting;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Benchmarks.Pause;

/// <summary>What still began after pauses had returned.</summary>
/// <param name="Where">On what.</param>
/// <param name="Rate">MaxSendRate.</param>
/// <param name="Senders">Processes that sent.</param>
/// <param name="Leaks">For each pause, how long after its return each late call began.</param>
internal sealed record PauseSeen(string Where, double Rate, int Senders, IReadOnlyList<IReadOnlyList<TimeSpan>> Leaks)
{
    public static readonly IReadOnlyList<string> Columns =
        ["on", "rate/s", "senders", "pauses", "with late calls", "late calls, mean", "99 %", "most", "bound", "latest, 99 % ms", "latest ms", "bound ms"];

    /// <summary>
    /// What can be granted and not yet begun: a counter starts at most <see cref="Pace.Lookback"/> behind, the oldest grant that is still good was
    /// asked for <see cref="Grant.Life"/> ago, and none begins more than <see cref="Pace.Horizon"/> ahead, but for the last message and a large one, which has its place before and its grant like any other.
    /// </summary>
    public int MostCalls => (int)Math.Ceiling(Rate * (Pace.Lookback + Grant.Life + Pace.Horizon).TotalSeconds) + 2;

    private TimeSpan Latest => Leaks.SelectMany(leak => leak).DefaultIfEmpty().Max();

    public IReadOnlyList<string> Cells()
    {
        var counts = new Spread(Leaks.Select(leak => (double)leak.Count));
        var latest = new Spread(Leaks.Select(leak => leak.DefaultIfEmpty().Max().TotalMilliseconds));
        return
        [
            Where,
            $"{Rate:0}",
            $"{Senders}",
            $"{Leaks.Count}",
            $"{Leaks.Count(leak => leak.Count > 0)}",
            $"{counts.Mean:0.0}",
            $"{counts.At(0.99):0}",
            $"{counts.Max:0}",
            $"{MostCalls}",
            $"{latest.At(0.99):0}",
            $"{latest.Max:0}",
            $"{Grant.Life.TotalMilliseconds:0}",
        ];
    }

    public IEnumerable<string> Unmet()
    {
        if (Latest > Grant.Life)
            yield return $"{Where}, {Senders} senders at {Rate:0} a second: a call began {Latest.TotalMilliseconds:0} ms after the pause.";
        if (Leaks.Any(leak => leak.Count > MostCalls))
            yield return $"{Where}, {Senders} senders at {Rate:0} a second: {Leaks.Max(leak => leak.Count)} calls began after a pause.";
    }
}
