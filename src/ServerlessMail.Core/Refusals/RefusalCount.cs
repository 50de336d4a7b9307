using System.Collections.Immutable;

namespace ServerlessMail.Core.Refusals;

/// <summary>The refusals of one scope, hour and reason.</summary>
public sealed record RefusalCount(DateTimeOffset Hour, string Reason, int Count, ImmutableArray<string> Samples)
{
    public const int MaxSamples = 20;
}
