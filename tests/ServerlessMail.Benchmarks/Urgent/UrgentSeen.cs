using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>How long urgent mail took from its acceptance to its call.</summary>
/// <param name="Where">On what.</param>
/// <param name="Rate">MaxSendRate.</param>
/// <param name="Senders">Processes that sent.</param>
/// <param name="Backlog">Bulk messages that were waiting when it began.</param>
/// <param name="BulkSent">How many of them were called for meanwhile.</param>
/// <param name="Offered">Urgent messages that were accepted.</param>
/// <param name="Took">From the beginning of the acceptance to the beginning of the call, for each that was called for.</param>
internal sealed record UrgentSeen(string Where, double Rate, int Senders, int Backlog, int BulkSent, int Offered, IReadOnlyList<TimeSpan> Took)
{
    public static readonly TimeSpan Wanted = TimeSpan.FromSeconds(2);

    public static readonly IReadOnlyList<string> Columns =
        ["on", "rate/s", "senders", "bulk backlog", "bulk sent", "urgent", "median ms", "99 % ms", "longest ms", "bound ms"];

    private string What => $"{Where}, {Senders} senders at {Rate:0} a second, {Backlog} bulk";

    public IReadOnlyList<string> Cells()
    {
        var took = new Spread(Took.Select(one => one.TotalMilliseconds));
        return
        [
            Where, $"{Rate:0}", $"{Senders}", $"{Backlog}", $"{BulkSent}", $"{Took.Count}", $"{took.At(0.5):0}", $"{took.At(0.99):0}", $"{took.Max:0}", $"{Wanted.TotalMilliseconds:0}",
        ];
    }

    public IEnumerable<string> Unmet()
    {
        if (Took.Count < Offered)
            yield return $"{What}: {Offered - Took.Count} of {Offered} urgent messages were not sent while it was measured.";
        if (Took.Count(took => took > Wanted) is > 0 and var slow)
            yield return $"{What}: {slow} of {Offered} urgent messages took longer than {Wanted.TotalSeconds:0} s.";
    }
}
