namespace ServerlessMail.Benchmarks.Reporting;

/// <summary>How some values lie.</summary>
internal sealed class Spread
{
    private readonly double[] _sorted;

    public Spread(IEnumerable<double> values) => _sorted = [.. values.Order()];

    public int Count => _sorted.Length;

    /// <summary>The values, the least first.</summary>
    public IReadOnlyList<double> Values => _sorted;

    public double Max => _sorted.Length == 0 ? 0 : _sorted[^1];

    public double Mean => _sorted.Length == 0 ? 0 : _sorted.Average();

    /// <summary>The value that a share of all does not exceed.</summary>
    /// <param name="share">0 to 1.</param>
    public double At(double share) => _sorted.Length == 0 ? 0 : _sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)];
}
