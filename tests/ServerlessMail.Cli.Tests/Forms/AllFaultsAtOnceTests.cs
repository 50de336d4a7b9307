using CsCheck;
using ServerlessMail.Cli.Forms;

namespace ServerlessMail.Cli.Tests.Forms;

public class AllFaultsAtOnceTests
{
    /// <summary>Lines with one fault each, of different keys, so that any of them may stand together.</summary>
    private static readonly string[] Faulty =
    [
        "subject: \"\"", "redirects: [nowhere]", "fields: { name: { type: date } }", "honeypot: \"\"", "captcha: recaptcha", "limits: on",
        "attachments: on", "retention: soon", "when-paused: maybe", "autoresponse: on", "colour: red",
    ];

    [Fact]
    public void A_file_with_a_fault_in_every_part_of_every_form_tells_them_all_in_its_order()
    {
        var faults = FormsFile.Read("""
            version: 2
            forms:
              first:
                to: [nobody, owner@example.com, owner@example.com]
                from: x
                origins: ["https://www.example.com/path", "*"]
                fields:
                  _gotcha: { type: date, required: maybe, max: 0 }
                limits: { per-client: many, per-form: 0/min, per-day: 1 }
              Second:
                subject: "{{ name"
                retention: soon
              third:
            """).Faults;

        Assert.Equal(
            [
                (1, 1), // version
                (4, 10), (4, 37), // to: no address, twice
                (5, 11), // from
                (6, 15), (6, 47), // origins: a path, no origin
                (8, 7), (8, 24), (8, 40), (8, 52), // the field's name, type, required, max
                (9, 27), (9, 43), (9, 50), // limits
                (10, 3), (10, 3), (10, 3), (10, 3), // the name; no to, from, origins
                (11, 14), // subject
                (12, 16), // retention
                (13, 3), // no definition
            ],
            faults.Select(fault => ((int)fault.Line, (int)fault.Column)));
    }

    [Fact]
    public void Any_faults_together_are_told_each_in_its_line() =>
        Gen.Int[0, Faulty.Length - 1].HashSet[1, Faulty.Length].Select(chosen => chosen.Select(at => Faulty[at]).ToArray()).Sample(lines =>
        {
            var text = ContactFile.With(lines[0]) + string.Concat(lines.Skip(1).Select(line => $"    {line}\n"));

            Assert.Equal(Enumerable.Range(6, lines.Length), FormsFile.Read(text).Faults.Select(fault => (int)fault.Line));
        });

    [Fact]
    public void A_good_form_beside_a_bad_one_is_not_lost_but_the_file_has_faults()
    {
        var file = FormsFile.Read(ContactFile.With("honeypot: company") + "  other: {}\n");

        Assert.Equal(["contact"], file.Forms.Select(defined => defined.Form.Name.Value));
        Assert.Equal(3, file.Faults.Length);
    }

    [Fact]
    public void The_same_form_twice_is_a_fault_and_the_first_one_is_named()
    {
        var fault = Assert.Single(FormsFile.Read(ContactFile.With("honeypot: company") + "  contact: {}\n").Faults);

        Assert.Equal(new FileFault(7, 3, "the key 'contact' stands here twice; the first is in line 2."), fault);
    }
}
