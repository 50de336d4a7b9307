using System.Globalization;

namespace ServerlessMail.Cli.Forms;

/// <summary>How a span of time is written in a forms file: <c>90d</c>, <c>36h</c>, <c>45min</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
        [("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("min", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 1 || !int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
            return false;
        foreach (var (unit, length) in Units)
        {
            if (text.AsSpan(digits).SequenceEqual(unit))
                duration = count * length;
        }

        return duration > TimeSpan.Zero;
    }

    /// <summary>In the largest unit that keeps it whole; what is less than a second is cut.</summary>
    public static string Of(TimeSpan duration)
    {
        var (unit, length) = Units.FirstOrDefault(known => duration.Ticks % known.Length.Ticks == 0, Units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / length.Ticks}{unit}");
    }
}
