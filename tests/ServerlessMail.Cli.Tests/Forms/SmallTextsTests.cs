using CsCheck;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Cli.Tests.Output;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Tests.Forms;

/// <summary>How durations, allowances and YAML scalars are written.</summary>
public class SmallTextsTests
{
    [Theory]
    [InlineData("90d", "90.00:00:00")]
    [InlineData("36h", "1.12:00:00")]
    [InlineData("45min", "00:45:00")]
    [InlineData("1s", "00:00:01")]
    public void A_duration_is_a_number_and_its_unit(string text, string expected)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), duration);
        Assert.Equal(text, DurationText.Of(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("90")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("1.5d")]
    [InlineData("90 d")]
    [InlineData("90D")]
    [InlineData("90days")]
    [InlineData("1d12h")]
    [InlineData("1000001d")]
    [InlineData("99999999999d")]
    [InlineData("٣d")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void A_duration_reads_back_as_it_was_written() =>
        Gen.Int[1, 1_000_000].Sample(seconds => DurationText.TryParse(DurationText.Of(TimeSpan.FromSeconds(seconds)), out var read) && read == TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("1/min", 1, AllowancePeriod.Minute)]
    [InlineData("200/hour", 200, AllowancePeriod.Hour)]
    [InlineData("1000000/day", 1_000_000, AllowancePeriod.Day)]
    public void An_allowance_is_a_number_each_period(string text, int count, AllowancePeriod period)
    {
        Assert.True(AllowanceText.TryParse(text, out var allowance));
        Assert.Equal(new Allowance(count, period), allowance);
        Assert.Equal(text, allowance.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("/min")]
    [InlineData("10/")]
    [InlineData("0/min")]
    [InlineData("-1/min")]
    [InlineData("1000001/min")]
    [InlineData("10/Min")]
    [InlineData("10/minute")]
    [InlineData("10/min/min")]
    [InlineData(" 10/min")]
    public void What_is_no_allowance_is_refused(string text) => Assert.False(AllowanceText.TryParse(text, out _));

    [Theory]
    [InlineData("owner@example.com", "owner@example.com")]
    [InlineData("when-paused", "when-paused")]
    [InlineData("", "\"\"")]
    [InlineData("Off", "\"Off\"")]
    [InlineData("12", "\"12\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("say \"hi\" \\", "\"say \\\"hi\\\" \\\\\"")]
    [InlineData("a\nb", "\"a\\u000Ab\"")]
    [InlineData("\u202e", "\"\\u202E\"")]
    [InlineData("\U000E0001", "\"\\U000E0001\"")]
    public void A_text_is_quoted_where_a_reader_could_take_it_for_something_else(string text, string yaml) => Assert.Equal(yaml, YamlText.Of(text));

    [Fact]
    public void Any_text_of_whole_characters_reads_back_as_itself() =>
        Gen.OneOf(HostileText.Any, Gen.String.Where(text => !text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD))).Sample(text =>
        {
            var faults = new FaultList();
            var root = Assert.IsType<YamlNode.Sequence>(YamlTree.Read($"[{YamlText.Of(text)}]", faults));

            Assert.Equal(0, faults.Count);
            Assert.Equal(text, Assert.IsType<YamlNode.Scalar>(Assert.Single(root.Items)).Value);
        });
}
