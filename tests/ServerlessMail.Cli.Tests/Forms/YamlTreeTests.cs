using ServerlessMail.Cli.Forms;

namespace ServerlessMail.Cli.Tests.Forms;

/// <summary>What YAML can do and a settings file must not.</summary>
public class YamlTreeTests
{
    [Theory]
    [InlineData("a: &x 1\nb: *x\n", "1:4: an anchor (&) is not taken here: write the value out where it is needed.", "2:4: an alias (*) is not taken here: write the value out.")]
    [InlineData("a: !!str 1\n", "1:4: a tag (!) is not taken here: leave it out.")]
    [InlineData("a: !system.exit {}\n", "1:4: a tag (!) is not taken here: leave it out.")]
    [InlineData("a: 1\na: 2\na: 3\n", "2:1: the key 'a' stands here twice; the first is in line 1.", "3:1: the key 'a' stands here twice; the first is in line 1.")]
    [InlineData("? [a]\n: 1\n", "1:3: a key must be text.")]
    [InlineData("a: 1\n---\nb: 1\n", "2:1: the file has a second document; everything belongs into one.")]
    [InlineData("a: 1\nb: x\u0000y\n", "2:5: there is a control character here; a text file has none.")]
    [InlineData("a: \u001b[31m\n", "1:4: there is a control character here; a text file has none.")]
    [InlineData("a: \u007f\n", "1:4: there is a control character here; a text file has none.")]
    public void What_makes_small_files_large_or_their_meaning_doubtful_is_refused(string text, params string[] told)
    {
        var faults = new FaultList();
        YamlTree.Read(text, faults);

        Assert.Equal(told, faults.InOrder().Select(fault => $"{fault.Line}:{fault.Column}: {fault.Message}"));
    }

    [Theory]
    [InlineData("forms: [unclosed\n")]
    [InlineData("forms: {unclosed\n")]
    [InlineData("a: \"unclosed\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a:\n\t- b\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("a: @b\n")]
    [InlineData("%YAML 9.9\n---\na: 1\n")]
    public void What_is_no_YAML_is_one_fault_that_says_so_and_where(string text)
    {
        var faults = new FaultList();

        Assert.Null(YamlTree.Read(text, faults));

        var fault = Assert.Single(faults.InOrder());
        Assert.StartsWith("this is not YAML: ", fault.Message, StringComparison.Ordinal);
        Assert.InRange(fault.Line, 1, text.Count(c => c == '\n') + 1);
        Assert.True(fault.Column >= 1);
    }

    [Fact]
    public void The_classic_bomb_stays_small()
    {
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat("bcdefghi".Select((name, i) => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat($"*{"abcdefgh"[i]}", 9))}]\n"));
        var faults = new FaultList();

        YamlTree.Read(text, faults);

        Assert.Equal(9 + (8 * 9), faults.Count);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void What_is_nested_deep_is_refused_and_not_followed(char open, char close)
    {
        var faults = new FaultList();

        YamlTree.Read($"a: {new string(open, 2_000)}{new string(close, 2_000)}\n", faults);

        Assert.Contains(faults.InOrder(), fault => fault.Message == "this is nested too deep.");
    }

    [Fact]
    public void What_other_readers_take_for_numbers_or_truth_stays_text()
    {
        var faults = new FaultList();
        var root = Assert.IsType<YamlNode.Mapping>(YamlTree.Read("a: 010\nb: yes\nc: 1e3\nd: 2026-11-24\n", faults));

        Assert.Equal(0, faults.Count);
        Assert.Equal(["010", "yes", "1e3", "2026-11-24"], root.Entries.Select(entry => Assert.IsType<YamlNode.Scalar>(entry.Value).Value));
    }

    [Theory]
    [InlineData("a:\n", true)]
    [InlineData("a: ~\n", true)]
    [InlineData("a: null\n", true)]
    [InlineData("a: \"\"\n", false)]
    [InlineData("a: 'null'\n", false)]
    public void Nothing_is_told_from_an_empty_text(string text, bool isNull)
    {
        var root = Assert.IsType<YamlNode.Mapping>(YamlTree.Read(text, new FaultList()));

        Assert.Equal(isNull, Assert.IsType<YamlNode.Scalar>(Assert.Single(root.Entries).Value).IsNull);
    }
}
