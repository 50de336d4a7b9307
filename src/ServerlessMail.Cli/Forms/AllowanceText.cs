using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>How an allowance is written in a forms file: <c>10/min</c>, <c>200/hour</c>, <c>1000/day</c>.</summary>
internal static class AllowanceText
{
    public const int Most = 1_000_000;

    public static bool TryParse(string text, [NotNullWhen(true)] out Allowance? allowance)
    {
        allowance = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Most)
            return false;
        allowance = text[(slash + 1)..] switch
        {
            "min" => new Allowance(count, AllowancePeriod.Minute),
            "hour" => new Allowance(count, AllowancePeriod.Hour),
            "day" => new Allowance(count, AllowancePeriod.Day),
            _ => null,
        };
        return allowance is not null;
    }
}
