namespace ServerlessMail.Benchmarks.Rate;

/// <summary>How much of each lane is offered, in shares of the rate.</summary>
internal sealed record RateLoad(string Name, double Urgent, double Normal, double Bulk)
{
    public static readonly RateLoad Mixed = new("mixed", 0.3, 0.8, 0.8);

    public static readonly IReadOnlyList<RateLoad> All = [new("urgent", 1.2, 0, 0), Mixed, new("normal", 0, 1.2, 0), new("bulk", 0, 0, 1.2)];

    /// <summary>True when its lanes together may use all of the rate.</summary>
    public bool IsFull => Urgent > 0;

    public override string ToString() => $"urgent {Urgent:0.0}, normal {Normal:0.0}, bulk {Bulk:0.0}";
}
