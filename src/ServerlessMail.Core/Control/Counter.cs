using System.Collections.Immutable;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Control;

/// <summary>What is counted, for rate and day alike. They nest: bulk mail counts as bulk, as normal and as all.</summary>
public enum Counter
{
    /// <summary>Everything: what SES sees.</summary>
    All,

    /// <summary>Normal and bulk mail.</summary>
    Normal,

    /// <summary>Bulk mail.</summary>
    Bulk,
}

public static class Counters
{
    private static readonly ImmutableArray<Counter> OfUrgent = [Counter.All];
    private static readonly ImmutableArray<Counter> OfNormal = [Counter.All, Counter.Normal];

    public static readonly ImmutableArray<Counter> Each = [Counter.All, Counter.Normal, Counter.Bulk];

    /// <summary>The counters that a lane's mail moves.</summary>
    public static ImmutableArray<Counter> Of(Lane lane) => lane switch
    {
        Lane.Urgent => OfUrgent,
        Lane.Normal => OfNormal,
        Lane.Bulk => Each,
    };
}
