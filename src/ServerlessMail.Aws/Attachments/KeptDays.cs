using System.Collections.Immutable;

namespace ServerlessMail.Aws.Attachments;

/// <summary>How long an object of the bucket is kept: its tag says it, and the bucket's lifecycle has a rule for each value.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html: an object goes at the first midnight (UTC) after its days are over.</remarks>
public static class KeptDays
{
    public const string Tag = "keep-days";

    /// <summary>The values that there are rules for, in their order.</summary>
    public static readonly ImmutableArray<int> All = [1, 7, 30, 90, 180, 400];

    /// <summary>The first that is long enough, or the longest.</summary>
    public static int For(TimeSpan span) => All.FirstOrDefault(days => days >= span.TotalDays, All[^1]);
}
