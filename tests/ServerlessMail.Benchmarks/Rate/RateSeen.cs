using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Rate;

/// <summary>What SES saw of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Calls">Every call of the time that is measured.</param>
/// <param name="Span">How long that was.</param>
/// <param name="Refused">The calls that were refused for the rate, from the first one on.</param>
/// <param name="Claims">How often messages were claimed.</param>
/// <param name="Parked">How many of these claims ended with waiting for pace.</param>
internal sealed record RateSeen(RateRun Run, IReadOnlyList<SesCall> Calls, TimeSpan Span, int Refused, int Claims, int Parked)
{
    public static readonly IReadOnlyList<string> Columns = ["load", "recipients", "rate/s", "senders", "batches", "refused", "used %", "urgent %", "normal %", "bulk %", "most in 1 s", "parked %"];

    public double Share => Enum.GetValues<Lane>().Sum(ShareOf);

    public double ShareOf(Lane lane) => Calls.Where(call => call.Taken && call.Lane == lane).Sum(call => call.Recipients) / (Run.Rate * Span.TotalSeconds);

    public IReadOnlyList<string> Cells() =>
    [
        Run.Load.Name,
        Run.HasOneRecipientEach ? "1" : "1 to 20",
        $"{Run.Rate:0}",
        $"{Run.Senders}",
        $"{Run.Batches}",
        $"{Refused}",
        $"{Share * 100:0.0}",
        $"{ShareOf(Lane.Urgent) * 100:0.0}",
        $"{ShareOf(Lane.Normal) * 100:0.0}",
        $"{ShareOf(Lane.Bulk) * 100:0.0}",
        $"{MostInOneSecond()}",
        $"{100.0 * Parked / Math.Max(1, Claims):0.0}",
    ];

    private int MostInOneSecond()
    {
        var (most, now, first) = (0, 0, 0);
        var calls = Calls.OrderBy(call => call.Began).ToArray();
        foreach (var call in calls)
        {
            now += call.Recipients;
            while (calls[first].Began <= call.Began - TimeSpan.FromSeconds(1))
                now -= calls[first++].Recipients;
            most = Math.Max(most, now);
        }

        return most;
    }
}
