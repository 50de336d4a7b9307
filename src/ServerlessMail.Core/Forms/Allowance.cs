namespace ServerlessMail.Core.Forms;

/// <summary>A number of submissions in each minute, hour or day of the clock (UTC), written <c>10/min</c>.</summary>
public sealed record Allowance(int Count, AllowancePeriod Period)
{
    /// <summary>When the period of this moment began.</summary>
    public DateTimeOffset Start(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Length.Ticks), TimeSpan.Zero);

    public TimeSpan Length => Period switch
    {
        AllowancePeriod.Minute => TimeSpan.FromMinutes(1),
        AllowancePeriod.Hour => TimeSpan.FromHours(1),
        AllowancePeriod.Day => TimeSpan.FromDays(1),
    };

    public override string ToString() => $"{Count}/{(Period == AllowancePeriod.Minute ? "min" : Period.ToString().ToLowerInvariant())}";
}
