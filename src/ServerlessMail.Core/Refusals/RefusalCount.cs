using System.Collections.Immutable;

namespace ServerlessMail.Core.Refusals;

/// <summary>The refusals of one scope, hour and reason.</summary>
public sealed record RefusalCount(DateTimeOffset Hour, string Reason, int Count, ImmutableArray<string> Samples)
{
    public const int MaxSamples = 20;

    /// <summary>The hour (UTC) that a moment is counted in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
