namespace ServerlessMail.Core.Control;

/// <summary>What the provider's account allows, in recipients, as last read from it.</summary>
/// <param name="Rate">Recipients a second, <see cref="MinRate"/> to <see cref="MaxRate"/>; SES's <c>MaxSendRate</c>.</param>
/// <param name="Quota">Recipients in any 24 hours that are left to this service; null for an account without a daily limit.</param>
/// <param name="BulkShare">Above 0, up to 1: how much of rate and quota bulk mail may use.</param>
/// <param name="Version">Counts the changes; a grant that was computed by older limits is refused.</param>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendQuota.html</remarks>
public sealed record SendLimits(double Rate, long? Quota, double BulkShare, long Version)
{
    /// <summary>How much of rate and quota normal and bulk mail may use together; the rest is kept for urgent mail.</summary>
    public const double NormalShare = 0.9;

    /// <summary>No rate is lower: the largest message would move a counter further than can be believed. SES's lowest is 1.</summary>
    public const double MinRate = 0.2;

    /// <summary>No rate is higher: a counter knows microseconds.</summary>
    public const double MaxRate = 1_000_000;

    /// <summary>What bulk mail may use of a healthy account.</summary>
    public const double HealthyBulkShare = 0.5;

    /// <summary>The least that any account has, an account in the sandbox: in force until the account was read.</summary>
    public static readonly SendLimits Least = new(1, 200, HealthyBulkShare, 0);

    /// <summary>The share of a counter: 1 for all mail together.</summary>
    public double ShareOf(Counter counter) => counter switch
    {
        Counter.All => 1,
        Counter.Normal => NormalShare,
        Counter.Bulk => BulkShare,
    };

    /// <summary>How many recipients a counter may have in 24 hours.</summary>
    public long CapOf(Counter counter) => Quota is { } quota ? (long)Math.Floor(quota * ShareOf(counter)) : long.MaxValue;
}
