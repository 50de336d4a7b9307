using System.Text.Json;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Cli.Tests.Commands;
using ServerlessMail.Core.Attachments;

namespace ServerlessMail.Cli.Tests.Forms;

/// <summary>The schema that editors get knows what the reader knows.</summary>
public sealed class FormsSchemaTests
{
    [Fact]
    public async Task It_has_every_key_and_every_type_of_file_that_the_reader_has_and_no_other()
    {
        var run = new SmailRun();
        Assert.Equal(ExitCode.Ok, await run.RunAsync("forms", "schema"));
        var form = JsonElement.Parse(run.Output).GetProperty("$defs").GetProperty("form");

        Assert.Equal(FormReader.Keys.Order(StringComparer.Ordinal), Names(form.GetProperty("properties")));
        Assert.False(form.GetProperty("additionalProperties").GetBoolean());
        var files = form.GetProperty("properties").GetProperty("attachments").GetProperty("oneOf")[1].GetProperty("properties");
        Assert.All(files.GetProperty("types").GetProperty("items").GetProperty("enum").EnumerateArray(), type => Assert.True(FileKinds.TryFind(type.GetString() ?? "", out _)));
        Assert.Superset(
            FileKinds.All.Select(kind => kind.Name).ToHashSet(),
            files.GetProperty("types").GetProperty("items").GetProperty("enum").EnumerateArray().Select(type => type.GetString() ?? "").ToHashSet());
        Assert.Equal(FormAttachments.MostFiles, files.GetProperty("count").GetProperty("maximum").GetInt32());
    }

    private static IEnumerable<string> Names(JsonElement of) => of.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);
}
