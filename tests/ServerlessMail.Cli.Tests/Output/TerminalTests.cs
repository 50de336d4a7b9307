using CsCheck;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Tests.Output;

public class TerminalTests
{
    private const string Hostile = "\u001b]0;owned\a\u001b[2J\r\n\u202e\u009b31m";
    private const string Harmless = "\\u001B]0;owned\\u0007\\u001B[2J\\u000D\\u000A\\u202E\\u009B31m";

    [Fact]
    public void A_line_is_plain_where_no_colours_are_wanted() => Assert.Equal("open, since today\n", Output(false, terminal => terminal.Line(("open", Tone.Good), ", since today")));

    [Theory]
    [InlineData(Tone.Plain, "x\n")]
    [InlineData(Tone.Strong, "\u001b[1mx\u001b[0m\n")]
    [InlineData(Tone.Faint, "\u001b[2mx\u001b[0m\n")]
    [InlineData(Tone.Good, "\u001b[32mx\u001b[0m\n")]
    [InlineData(Tone.Warning, "\u001b[33mx\u001b[0m\n")]
    [InlineData(Tone.Bad, "\u001b[31mx\u001b[0m\n")]
    internal void A_tone_is_a_colour_where_colours_are_wanted(Tone tone, string expected) => Assert.Equal(expected, Output(true, terminal => terminal.Line(("x", tone))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stored_text_is_shown_and_not_obeyed(bool colors) =>
        Assert.Equal($"from {Harmless}\n", Output(colors, terminal => terminal.Line("from ", Hostile)));

    [Fact]
    public void Stored_text_inside_a_colour_is_shown_and_not_obeyed() =>
        Assert.Equal($"\u001b[31m{Harmless}\u001b[0m\n", Output(true, terminal => terminal.Line((Hostile, Tone.Bad))));

    [Fact]
    public void Whatever_is_stored_a_line_stays_one_line_with_only_its_own_escapes() => Gen.Select(HostileText.Any, Gen.Enum<Tone>()).Sample((text, tone) =>
    {
        var line = Output(true, terminal => terminal.Line((text, tone)));

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(tone == Tone.Plain ? 0 : 2, line.Count(c => c == '\u001b'));
    });

    [Fact]
    public void A_failure_goes_to_standard_error_with_its_advice_indented_and_returns_its_code()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = new Terminal(output, error, TextReader.Null).Fail(ExitCode.BadFile, $"{Hostile} has a fault.", "Mend it.", Hostile);

        Assert.Equal(ExitCode.BadFile, code);
        Assert.Equal($"smail: {Harmless} has a fault.\n  Mend it.\n  {Harmless}\n", error.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_warning_goes_to_standard_error()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        new Terminal(output, error, TextReader.Null) { ErrorColors = true }.Warn(Hostile);

        Assert.Equal($"\u001b[33msmail: warning: \u001b[0m{Harmless}\n", error.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void Colours_of_the_two_ends_are_chosen_alone()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, TextReader.Null) { OutputColors = true };

        terminal.Line(("x", Tone.Bad));
        terminal.ErrorLine(("x", Tone.Bad));

        Assert.Equal("\u001b[31mx\u001b[0m\n", output.ToString());
        Assert.Equal("x\n", error.ToString());
    }

    [Fact]
    public void Text_of_several_lines_keeps_them_and_nothing_else_that_a_terminal_obeys() =>
        Assert.Equal("forms:\n  a: \\u001B[2J\n", Output(true, terminal => terminal.Text("forms:\n  a: \u001b[2J\n")));

    private static string Output(bool colors, Action<Terminal> write)
    {
        using var output = new StringWriter();
        write(new Terminal(output, TextWriter.Null, TextReader.Null) { OutputColors = colors });
        return output.ToString();
    }
}
