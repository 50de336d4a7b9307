using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>What stands for several runs: the median.</summary>
internal static class Typical
{
    /// <summary>Not a number where nothing was measured.</summary>
    public static double Of<T>(IReadOnlyCollection<T> runs, Func<T, double> value) => runs.Count == 0 ? double.NaN : new Spread(runs.Select(value)).At(0.5);
}
