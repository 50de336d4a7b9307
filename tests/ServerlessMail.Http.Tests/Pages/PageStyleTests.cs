using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Tests.Pages;

public partial class PageStyleTests
{
    /// <summary>WCAG 2.2, 1.4.3: what is read against what it stands on.</summary>
    [Theory]
    [InlineData("text", "ground")]
    [InlineData("text", "surface")]
    [InlineData("text", "bad-ground")]
    [InlineData("quiet", "ground")]
    [InlineData("quiet", "surface")]
    [InlineData("quiet", "bad-ground")]
    [InlineData("accent", "ground")]
    [InlineData("accent", "surface")]
    [InlineData("on-accent", "accent")]
    [InlineData("good", "surface")]
    [InlineData("bad", "surface")]
    [InlineData("bad", "bad-ground")]
    public void Text_stands_out_from_its_ground_by_day_and_by_night(string text, string ground)
    {
        var schemes = Scheme().Matches(PageStyle.Css).Select(scheme => Colour().Matches(scheme.Value)
            .ToDictionary(colour => colour.Groups["name"].Value, colour => Luminance(colour.Groups["rgb"].Value), StringComparer.Ordinal)).ToList();

        Assert.Equal(2, schemes.Count);
        Assert.All(schemes, scheme => Assert.InRange(Contrast(scheme[text], scheme[ground]), 4.5, 21));
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    /// <summary>WCAG 2.2, "relative luminance".</summary>
    private static double Luminance(string rgb)
    {
        var channels = Enumerable.Range(0, 3).Select(i => int.Parse(rgb.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    [GeneratedRegex(":root \\{[^}]*\\}", RegexOptions.None, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex("--(?<name>[a-z-]+): #(?<rgb>[0-9a-f]{6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();
}
