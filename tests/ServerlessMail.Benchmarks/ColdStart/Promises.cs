using System.Globalization;
using ServerlessMail.Benchmarks.ColdStart.Contestants;
using ServerlessMail.Benchmarks.ColdStart.Runs;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>What must hold: everyone does the whole job, and ours does it within its budgets.</summary>
internal static class Promises
{
    /// <summary>Of the peak of memory, in bytes.</summary>
    private const long MostMemory = 40_000_000;

    /// <summary>Of the cold start over plain loopback, in ms.</summary>
    private const double MostStart = 45;

    /// <summary>Of the deployment, in bytes.</summary>
    private const long MostZip = 8_000_000;

    /// <summary>How often as many posts a second as Node.</summary>
    private const double TimesNode = 4;

    /// <summary>How much more or less than ours somebody may send.</summary>
    private const double AlikeBytes = 0.15;

    public static IEnumerable<string> Faults(Rounds rounds) => rounds.Faults.Select(fault => $"{fault.Key.Name} did not do the job over {fault.Value}");

    public static IEnumerable<string> Cold(IReadOnlyList<Contestant> contestants, Rounds rounds, Contestant? measure, bool isSmoke)
    {
        foreach (var (contestant, over) in Turns(contestants))
        {
            foreach (var calls in rounds.Cold(contestant, over).Select(run => run.Calls).Distinct(StringComparer.Ordinal))
            {
                if (Missing(calls, 1) is { } missing)
                    yield return $"{contestant.Name} answered a first post over {over} with {missing}: {calls}.";
                else if (measure is not null && rounds.Cold(measure, over) is [var ours, ..] && calls != ours.Calls)
                    yield return $"{contestant.Name} made other calls for a first post over {over} than ours: {calls}.";
            }

            if (measure is not null && Math.Abs((Bytes(contestant, over) / Bytes(measure, over)) - 1) > AlikeBytes)
                yield return string.Create(CultureInfo.InvariantCulture, $"{contestant.Name} sent {Bytes(contestant, over):0} bytes over {over}, ours {Bytes(measure, over):0}.");
        }

        if (!isSmoke && measure is not null && Typical.Of(rounds.Cold(measure, Over.Plain), run => run.Total) is > MostStart and var start)
            yield return string.Create(CultureInfo.InvariantCulture, $"Ours answers a first post after {start:0.0} ms, more than {MostStart}.");
        if (!isSmoke && measure is { ZipBytes: > MostZip })
            yield return $"The zip has {measure.ZipBytes} bytes, more than {MostZip}.";

        double Bytes(Contestant contestant, Over over) => Typical.Of(rounds.Cold(contestant, over), run => run.SentBytes);
    }

    public static IEnumerable<string> Warm(IReadOnlyList<Contestant> contestants, Rounds rounds, Contestant? measure, RoundSize size, bool isSmoke)
    {
        foreach (var (contestant, over) in Turns(contestants))
        {
            foreach (var calls in rounds.Warm(contestant, over).Select(run => run.Calls).Distinct(StringComparer.Ordinal))
            {
                if (Missing(calls, size.Posts) is { } missing)
                    yield return $"{contestant.Name} answered {size.Posts} posts over {over} with {missing}: {calls}.";
                else if (measure is not null && rounds.Warm(measure, over) is [var ours, ..] && calls != ours.Calls)
                    yield return $"{contestant.Name} made other calls over {over} than ours: {calls}.";
            }
        }

        if (isSmoke || measure is null)
            yield break;
        foreach (var over in Enum.GetValues<Over>())
        {
            var ours = rounds.Warm(measure, over);
            if (ours.Count > 0 && ours.Max(run => run.PeakBytes) is > MostMemory and var peak)
                yield return $"Ours took {peak} bytes of memory over {over}, more than {MostMemory}.";
            foreach (var node in contestants.Where(contestant => contestant.IsNode && rounds.Warm(contestant, over).Count > 0))
            {
                var times = Typical.Of(ours, run => run.PerSecond) / Typical.Of(rounds.Warm(node, over), run => run.PerSecond);
                if (times < TimesNode)
                    yield return string.Create(CultureInfo.InvariantCulture, $"Ours takes {times:0.0} times as many posts a second as Node over {over}, not {TimesNode}.");
            }
        }
    }

    /// <summary>What did not arrive as often as there were posts; null when everything did.</summary>
    private static string? Missing(string calls, int posts)
    {
        var counts = calls.Split(", ").Select(count => count.Split(' ')).Where(count => count.Length == 2).ToDictionary(count => count[1], count => count[0], StringComparer.Ordinal);
        var expected = posts.ToString(CultureInfo.InvariantCulture);
        var wrong = CallCount.Promised.Where(operation => counts.GetValueOrDefault(operation) != expected).ToList();
        return wrong.Count == 0 ? null : $"too few or too many {string.Join(", ", wrong)}";
    }

    private static IEnumerable<(Contestant Contestant, Over Over)> Turns(IReadOnlyList<Contestant> contestants) =>
        Enum.GetValues<Over>().SelectMany(over => contestants.Where(contestant => !contestant.IsFloor).Select(contestant => (contestant, over)));
}
