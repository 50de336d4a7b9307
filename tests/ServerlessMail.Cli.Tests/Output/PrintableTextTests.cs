using CsCheck;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Tests.Output;

public class PrintableTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Zoë 🙂 日本", "Zoë 🙂 日本")]
    [InlineData("\u001b[31mred", "\\u001B[31mred")]
    [InlineData("a\nb\r\tc\a", "a\\u000Ab\\u000D\\u0009c\\u0007")]
    [InlineData("\u009b31m", "\\u009B31m")]
    [InlineData("a\u202eb", "a\\u202Eb")]
    [InlineData("a\u2028b", "a\\u2028b")]
    public void What_could_speak_to_a_terminal_is_shown_as_its_number(string text, string expected) => Assert.Equal(expected, PrintableText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_its_number() => Assert.Equal("a\\uD83Db", PrintableText.Of("a\ud83db"));

    [Fact]
    public void Lines_stay_where_they_are_wanted() => Assert.Equal("a\nb\\u0007", PrintableText.Of("a\nb\a", keepLines: true));

    [Fact]
    public void No_text_leaves_a_control_character() =>
        Gen.String.Sample(text => !PrintableText.Of(text).Any(c => char.IsControl(c) || c is '\u202e' or '\u2066'));
}
