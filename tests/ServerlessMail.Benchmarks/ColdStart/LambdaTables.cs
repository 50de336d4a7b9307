using System.Globalization;
using ServerlessMail.Benchmarks.ColdStart.Contestants;
using ServerlessMail.Benchmarks.ColdStart.Runs;
using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>What was measured, as tables, and which promises were not kept.</summary>
internal sealed class LambdaTables(IReadOnlyList<Offer> offers, Rounds rounds, RoundSize size, bool isSmoke)
{
    private const string None = "-";

    private readonly List<Contestant> _contestants = [.. offers.Select(offer => offer.Contestant).OfType<Contestant>()];

    /// <summary>Who the others are compared with.</summary>
    private Contestant? Measure => _contestants.Find(contestant => contestant.IsMeasure && !rounds.Faults.ContainsKey(contestant));

    public IReadOnlyList<Measurement> All() => [Cold(), Steps(), Warm()];

    private Measurement Cold() => new(
        "Cold start: from the start of the process to the answer to a form post",
        [
            $"Medians. Rounds: {size.Cold}, in each of which every contestant has one turn over each transport; before them {size.Unmeasured} that does not count.",
            "init: until the program asks the Runtime API for work; first: from there to the answer, which was checked; times ours: total beside the measure's; calls, bytes: what came in at table and queue.",
            "Table and queue are stand-ins on loopback that answer at once: no network, no DNS, and a certificate of one ECDSA authority.",
            $"TLS: the machine's whole list of authorities is trusted, as on AWS, except where a deployment brings a list of its own: {string.Join(", ", _contestants.Where(one => one.Authorities is not null).Select(one => one.Name).DefaultIfEmpty("none does"))}.",
            "peak: the most memory that the process had by the first answer (VmHWM), the largest of all rounds.",
            "zip: what would be deployed. Node and Python find their runtime on Lambda, Python its SDK too, a framework-dependent program .NET.",
            .. offers.Where(offer => offer.Contestant is null).Select(offer => $"Not measured: {offer.Name}: {offer.WhyNot}."),
        ],
        ["contestant", "over", "init ms", "first ms", "total ms", "best ms", "times ours", "peak MB", "zip MB", "sent bytes", "calls"],
        [.. Turns().Where(turn => rounds.Cold(turn.Contestant, turn.Over).Count > 0).Select(turn => ColdRow(turn.Contestant, turn.Over))],
        [.. Promises.Faults(rounds), .. Promises.Cold(_contestants, rounds, Measure, isSmoke), .. Measure is null ? ["Ours was not measured."] : (string[])[]]);

    private Measurement Steps()
    {
        var plain = Measure is { } measure ? Medians(rounds.Cold(measure, Over.Plain)) : [];
        var tls = Measure is { } secure ? Medians(rounds.Cold(secure, Over.Tls)) : [];
        return new Measurement(
            $"Where the milliseconds go: {Measure?.Name ?? "ours"}",
            ["Milliseconds from the start of the process; medians. The n-th of a kind is numbered; a request counts when all of it has come in, a connection when it is accepted."],
            ["step", "plain", "TLS"],
            [.. plain.Keys.Union(tls.Keys).OrderBy(step => plain.GetValueOrDefault(step, double.MaxValue)).ThenBy(step => tls.GetValueOrDefault(step)).Select(step => (IReadOnlyList<string>)
                [step, plain.TryGetValue(step, out var at) ? Number(at, "0.0") : None, tls.TryGetValue(step, out var secured) ? Number(secured, "0.0") : None])],
            []);
    }

    private Measurement Warm() => new(
        "Warm: form posts to one process, one after the other",
        [
            $"Medians. Rounds: {size.Warm} of {size.Posts} posts, after {size.WarmUp} of warming up; latencies over the posts of all rounds, from the event to the answer.",
            "peak: the most memory that the process had (VmHWM), the largest of all rounds; every answer was checked, and the calls counted.",
        ],
        ["contestant", "over", "posts/s", "ours is times", "median ms", "99 % ms", "peak MB", "calls of a round"],
        [.. Turns().Where(turn => rounds.Warm(turn.Contestant, turn.Over).Count > 0).Select(turn => WarmRow(turn.Contestant, turn.Over))],
        [.. Promises.Warm(_contestants, rounds, Measure, size, isSmoke)]);

    private IEnumerable<(Contestant Contestant, Over Over)> Turns() => Enum.GetValues<Over>().SelectMany(over => _contestants.Select(contestant => (contestant, over)));

    private IReadOnlyList<string> ColdRow(Contestant contestant, Over over)
    {
        var runs = rounds.Cold(contestant, over);
        var total = Typical.Of(runs, run => run.Total);
        var ours = Measure is { } measure ? Typical.Of(rounds.Cold(measure, over), run => run.Total) : 0;
        return
        [
            contestant.Name, Word(over), Number(Typical.Of(runs, run => run.Init), "0.0"), Number(Typical.Of(runs, run => run.Total - run.Init), "0.0"), Number(total, "0.0"),
            Number(runs.Min(run => run.Total), "0.0"), Number(total / ours, "0.0"), Number(runs.Max(run => run.PeakBytes) / 1e6, "0.0"),
            Number(contestant.ZipBytes / 1e6, "0.00"), Number(Typical.Of(runs, run => run.SentBytes), "0"), runs[0].Calls,
        ];
    }

    private IReadOnlyList<string> WarmRow(Contestant contestant, Over over)
    {
        var runs = rounds.Warm(contestant, over);
        var latencies = new Spread(runs.SelectMany(run => run.Latencies.Values));
        var posts = Typical.Of(runs, run => run.PerSecond);
        var ours = Measure is { } measure ? Typical.Of(rounds.Warm(measure, over), run => run.PerSecond) : 0;
        return
        [
            contestant.Name, Word(over), Number(posts, "0"), Number(ours / posts, "0.0"), Number(latencies.At(0.5), "0.00"), Number(latencies.At(0.99), "0.00"),
            Number(runs.Max(run => run.PeakBytes) / 1e6, "0.0"), runs[0].Calls,
        ];
    }

    private static Dictionary<string, double> Medians(IReadOnlyList<ColdRun> runs) => runs
        .SelectMany(run => run.Steps.Append(("asks for work", run.Init)).Append(("answered", run.Total)))
        .GroupBy(step => step.Item1, step => step.Item2, StringComparer.Ordinal)
        .ToDictionary(step => step.Key, step => new Spread(step).At(0.5), StringComparer.Ordinal);

    private static string Word(Over over) => over switch
    {
        Over.Plain => "plain",
        Over.Tls => "TLS",
    };

    private static string Number(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : None;
}
