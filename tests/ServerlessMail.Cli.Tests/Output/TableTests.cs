using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Tests.Output;

public class TableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_the_last_one_is_not_padded()
    {
        var table = new Table("FORM", "TO");
        table.Add("contact", "owner@example.com");
        table.Add("a", "b");

        Assert.Equal("FORM     TO\ncontact  owner@example.com\na        b\n", Written(table, colors: false));
    }

    [Fact]
    public void Colours_take_no_room()
    {
        var table = new Table("STATUS", "BY");
        table.Add(("open", Tone.Good), "anna");

        Assert.Equal("\u001b[2mSTATUS\u001b[0m  \u001b[2mBY\u001b[0m\n\u001b[32mopen\u001b[0m    anna\n", Written(table, colors: true));
    }

    [Fact]
    public void A_hostile_cell_is_shown_and_the_columns_still_stand_below_each_other()
    {
        var table = new Table("SENDER", "BY");
        table.Add("\u001b[2J\n", "anna");
        table.Add("Zoë 🙂", "ben");

        Assert.Equal("SENDER           BY\n\\u001B[2J\\u000A  anna\nZoë 🙂            ben\n", Written(table, colors: false));
    }

    [Fact]
    public void A_table_without_rows_says_so()
    {
        var table = new Table("FORM");
        Assert.True(table.IsEmpty);

        table.Add("contact");

        Assert.False(table.IsEmpty);
    }

    private static string Written(Table table, bool colors)
    {
        using var output = new StringWriter();
        table.Write(new Terminal(output, TextWriter.Null, TextReader.Null) { OutputColors = colors });
        return output.ToString();
    }
}
