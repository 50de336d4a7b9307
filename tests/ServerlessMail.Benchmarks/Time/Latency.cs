namespace ServerlessMail.Benchmarks.Time;

/// <summary>How long a call takes: drawn from a log-normal distribution, which has the long tail that calls over a network have.</summary>
/// <param name="Median">Half of all are faster.</param>
/// <param name="Percentile99">One in a hundred is slower.</param>
internal sealed record Latency(TimeSpan Median, TimeSpan Percentile99)
{
    private const double Normal99 = 2.326;

    /// <summary>Assumed of DynamoDB, from within its region.</summary>
    public static readonly Latency Table = OfMilliseconds(4, 20);

    /// <summary>Assumed of SQS.</summary>
    public static readonly Latency Queue = OfMilliseconds(8, 50);

    /// <summary>Assumed of SendEmail.</summary>
    public static readonly Latency Ses = OfMilliseconds(80, 300);

    public static Latency OfMilliseconds(double median, double percentile99) => new(TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(percentile99));

    /// <summary>One of many; at most ten times the 99th percentile.</summary>
    public TimeSpan Draw(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var drawn = Median * Math.Exp(normal * Math.Log(Percentile99 / Median) / Normal99);
        return drawn < Percentile99 * 10 ? drawn : Percentile99 * 10;
    }

    public override string ToString() => $"median {Median.TotalMilliseconds:0} ms, 99th percentile {Percentile99.TotalMilliseconds:0} ms";
}
