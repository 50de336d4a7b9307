using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Forms;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Forms;

public class FormChangeTests
{
    [Fact]
    public void A_new_form_shows_every_key_and_has_no_version_yet()
    {
        var change = FormChange.Of(null, SampleMail.Form());

        Assert.True(change is { IsNew: true, IsChange: true, After.Version: 0 });
        Assert.All(change.Lines, line => Assert.Null(line.Before));
        Assert.Equal(FormText.Keys(SampleMail.Form()).Select(key => key.Key), change.Lines.Select(line => line.Key));
    }

    [Fact]
    public void The_same_definition_changes_nothing_whatever_its_version()
    {
        var change = FormChange.Of(SampleMail.Form() with { Version = 7 }, SampleMail.Form());

        Assert.False(change.IsChange);
        Assert.Empty(change.Lines);
    }

    [Fact]
    public void A_change_is_of_the_version_that_is_there() =>
        Assert.Equal(7, FormChange.Of(SampleMail.Form() with { Version = 7 }, SampleMail.Form() with { Honeypot = "company" }).After.Version);

    [Fact]
    public void What_is_new_what_differs_and_what_is_gone_are_told_by_key()
    {
        var before = SampleMail.Form() with
        {
            Subject = "Hello",
            Fields = [new FieldRule("name", FieldType.Text, Required: true, 200), new FieldRule("budget", FieldType.Number, Required: false, 10)],
        };
        var after = before with
        {
            Subject = null,
            Honeypot = "company",
            Fields = [new FieldRule("name", FieldType.Text, Required: false, 200)],
            Limits = null,
        };

        Assert.Equal(
            [
                new FormChangeLine("fields.name", "{ type: text, required: true, max: 200 }", "{ type: text, max: 200 }"),
                new FormChangeLine("honeypot", null, "company"),
                new FormChangeLine("limits", "{ per-client: 10/min, per-form: off }", "off"),
                new FormChangeLine("subject", "Hello", null),
                new FormChangeLine("fields.budget", "{ type: number, max: 10 }", null),
            ],
            FormChange.Of(before, after).Lines);
    }
}
