using CsCheck;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Cli.Output;
using ServerlessMail.Cli.Tests.Output;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.Forms;

public class FormTextTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        HostileText.Any.Where(text => text.Length is > 0 and <= FieldRules.LongestName), Pick("name", "true", "off", "~", "null", "&a", "*a", "!!str", " ", "1e3", "0x1F"));

    private static readonly Gen<Allowance?> Allowances = Gen.OneOf(
        Gen.Const((Allowance?)null),
        Gen.Select(Gen.Int[1, AllowanceText.Most], Gen.Enum<AllowancePeriod>(), Allowance? (count, period) => new Allowance(count, period)));

    private static readonly Gen<FormLimits?> Limits = Gen.OneOf(
        Gen.Const((FormLimits?)null),
        Gen.Select(Allowances, Allowances, FormLimits? (client, form) => new FormLimits(client, form)));

    private static readonly Gen<FieldRule> Rules = Gen.Select(
        Names, Gen.Enum<FieldType>(), Gen.Bool, Gen.Int[1, FieldRules.LongestValue], (name, type, required, max) => new FieldRule(name, type, required, max));

    private static readonly Gen<Form> Forms = Gen.Select(
        Rules.Array[0, 4], Limits, Gen.Int[1, 400 * 24 * 60], Gen.Select(Gen.Enum<WhenPaused>(), Gen.Enum<Captcha>()),
        Gen.Select(Pick("Zoë", "off", "a, b", "O'Neill #1", "🙂"), Pick("\"quoted\" \\ {{ name }}", "off", "# no comment", "\u202e", " "), Gen.Int[1, 3]),
        (rules, limits, minutes, stops, more) => SampleMail.Form() with
        {
            From = Mailbox.Parse($"{more.Item1} <forms@example.com>"),
            To = [.. Enumerable.Range(0, more.Item3).Select(i => EmailAddress.Parse($"owner+{i}@example.com"))],
            Subject = more.Item2 == " " ? null : more.Item2,
            Redirects = more.Item3 == 1 ? [] : ["https://www.example.com/a,b]", Form.Self],
            Fields = [.. rules.Where(rule => !ReservedFields.Honeypots.Contains(rule.Name)).DistinctBy(rule => rule.Name)],
            Honeypot = rules.Any(rule => rule.Name == "null") ? null : "null",
            Block = more.Item3 switch
            {
                1 => null,
                2 => new BlockList { Words = [more.Item1 == "🙂" ? "a, b" : more.Item1], Domains = ["münchen.example", "off.null"] },
                _ => new BlockList(),
            },
            Limits = limits,
            Retention = TimeSpan.FromMinutes(minutes),
            WhenPaused = stops.Item1,
            Captcha = stops.Item2,
        });

    [Fact]
    public void What_is_written_reads_back_as_the_same_form() => Forms.Sample(form =>
    {
        var file = FormsFile.Read(FormText.File(form));

        Assert.Empty(file.Faults);
        Same.Form(form, Assert.Single(file.Forms).Form);
    });

    [Fact]
    public void What_is_written_reads_back_even_after_a_terminal_showed_it() => Forms.Sample(form =>
        Assert.Equal(FormText.File(form), PrintableText.Of(FormText.File(form), keepLines: true)));

    [Fact]
    public void A_form_is_written_as_people_write_it() => Assert.Equal(
        """
        forms:
          contact:
            to: [owner@example.com]
            from: "Forms <forms@example.com>"
            subject: "Hello {{ name }}"
            origins: ["https://www.example.com", self]
            fields:
              name: { type: text, required: true, max: 200 }
              "true": { type: number }
            limits: { per-client: 10/min, per-form: off }
            retention: 36h
            when-paused: accept

        """,
        FormText.File(SampleMail.Form() with
        {
            Subject = "Hello {{ name }}",
            Retention = TimeSpan.FromHours(36),
            Fields = [new FieldRule("name", FieldType.Text, Required: true, 200), new FieldRule("true", FieldType.Number, Required: false, FieldRule.DefaultMaxLength)],
        }));

    private static Gen<string> Pick(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);
}
