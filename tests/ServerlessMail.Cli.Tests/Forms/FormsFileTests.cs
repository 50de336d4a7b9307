using System.Text;
using CsCheck;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Testing.Contracts;

namespace ServerlessMail.Cli.Tests.Forms;

public class FormsFileTests
{
    /// <summary>A form whose sixth line is given, so that a fault there is at 6.</summary>
    private static string With(string line) => $"""
        forms:
          contact:
            to: [owner@example.com]
            from: forms@example.com
            origins: ["https://www.example.com"]
            {line}
        """;

    [Fact]
    public void A_file_with_every_key_is_read()
    {
        var file = FormsFile.Read("""
            forms:
              contact:
                to: [owner@example.com, second@example.com]
                from: Forms <forms@example.com>
                subject: "Message from {{ name | default: email }}"
                origins: ["https://www.example.com", self]
                redirects: ["https://www.example.com/thanks"]
                fields:
                  name: { type: text, required: true, max: 200 }
                  email: { type: email, required: true }
                  budget: { type: number }
                honeypot: company
                captcha: altcha
                limits: { per-client: 10/min, per-form: 600/hour }
                attachments: off
                retention: 30d
                when-paused: refuse
                autoresponse: off
            """);

        Assert.Empty(file.Faults);
        Same.Form(
            new Form
            {
                Name = FormName.Parse("contact"),
                To = [EmailAddress.Parse("owner@example.com"), EmailAddress.Parse("second@example.com")],
                From = Mailbox.Parse("Forms <forms@example.com>"),
                Subject = "Message from {{ name | default: email }}",
                Origins = ["https://www.example.com", Form.Self],
                Redirects = ["https://www.example.com/thanks"],
                Fields =
                [
                    new FieldRule("name", FieldType.Text, Required: true, 200),
                    new FieldRule("email", FieldType.Email, Required: true, FieldRule.DefaultMaxLength),
                    new FieldRule("budget", FieldType.Number, Required: false, FieldRule.DefaultMaxLength),
                ],
                Honeypot = "company",
                Captcha = Captcha.Altcha,
                Limits = new FormLimits(new Allowance(10, AllowancePeriod.Minute), new Allowance(600, AllowancePeriod.Hour)),
                Retention = TimeSpan.FromDays(30),
                WhenPaused = WhenPaused.Refuse,
            },
            Assert.Single(file.Forms).Form);
    }

    [Theory]
    [InlineData("off", 0, 0, "")]
    [InlineData("{ count: 3, size: 2MB, types: [pdf, jpg, pdf] }", 3, 2097152, "pdf jpeg")]
    [InlineData("{ size: 500KB }", 10, 512000, "pdf png jpeg gif webp heic txt csv docx xlsx odt ods")]
    [InlineData("{ count: 1, types: zip }", 1, 4194304, "zip")]
    public void What_files_a_form_takes_is_read_and_written_back_alike(string written, int count, int bytes, string types)
    {
        var form = Assert.Single(FormsFile.Read(Encoding.UTF8.GetBytes(ContactFile.With($"attachments: {written}"))).Forms).Form;

        Assert.Equal((count, bytes, types), form.Attachments is { } files ? (files.Count, files.MaxBytes, string.Join(' ', files.Types)) : (0, 0, ""));
        var again = Assert.Single(FormsFile.Read(Encoding.UTF8.GetBytes(FormText.File(form))).Forms).Form;
        Same.Form(form, again);
    }

    [Theory]
    [InlineData("subject: \"{{ name\"", 6, 14)]
    [InlineData("subject: \"\"", 6, 14)]
    [InlineData("redirects: [\"//evil.example\"]", 6, 17)]
    [InlineData("redirects: [\"ftp://www.example.com\"]", 6, 17)]
    [InlineData("honeypot: \"\"", 6, 15)]
    [InlineData("captcha: recaptcha", 6, 14)]
    [InlineData("attachments: { count: 30 }", 6, 27)]
    [InlineData("autoresponse: { template: thanks }", 6, 19)]
    [InlineData("limits: { per-client: many }", 6, 27)]
    [InlineData("limits: { per-client: 0/min }", 6, 27)]
    [InlineData("limits: { per-visitor: 1/min }", 6, 15)]
    [InlineData("retention: 500d", 6, 16)]
    [InlineData("retention: soon", 6, 16)]
    [InlineData("when-paused: maybe", 6, 18)]
    [InlineData("fields: { name: { type: text, max: 0 } }", 6, 40)]
    [InlineData("fields: { name: { type: date } }", 6, 29)]
    [InlineData("fields: { name: { kind: text } }", 6, 23)]
    [InlineData("fields: [name]", 6, 13)]
    [InlineData("to: [other@example.com]", 6, 5)]
    [InlineData("colour: red", 6, 5)]
    public void A_fault_is_told_where_it_stands(string line, int row, int column)
    {
        var file = FormsFile.Read(With(line));

        var fault = Assert.Single(file.Faults);
        Assert.Equal((row, column), (fault.Line, fault.Column));
        Assert.NotEmpty(fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forms:")]
    [InlineData("forms: []")]
    [InlineData("forms: {}")]
    [InlineData("form: {}")]
    [InlineData("forms: { Contact: {} }")]
    [InlineData("forms: { contact: }")]
    [InlineData("forms: { contact: { to: [a@example.com] } }")]
    [InlineData("forms: [unclosed")]
    [InlineData("\tforms: {}")]
    [InlineData("forms: &a { contact: *a }")]
    [InlineData("---\nforms: {}\n---\nforms: {}")]
    public void What_is_no_forms_file_has_faults(string text) => Assert.NotEmpty(FormsFile.Read(text).Faults);

    [Fact]
    public void A_file_that_is_not_utf_8_says_where() =>
        Assert.Equal((2, 3), FormsFile.Read([.. "a: 1\nb:"u8, 0xFF, 0xFE]).Faults is [var fault] ? ((int)fault.Line, (int)fault.Column) : default);

    [Fact]
    public void A_file_that_is_too_large_is_not_read() =>
        Assert.Contains("larger than 1 MB", Assert.Single(FormsFile.Read(new byte[FormsFile.MaxBytes + 1]).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void No_text_crashes_the_reader() => Gen.OneOf(
        Gen.String,
        Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 30].Select(string.Concat)).Sample(text => FormsFile.Read(Encoding.UTF8.GetBytes(text)) is not null, iter: 3_000);

    private static readonly string[] Pieces =
        ["forms:", "\n", "  ", "contact:", "to:", "[", "]", "{", "}", "a@example.com", "&a ", "*a", "!!map", "- ", "? ", ": ", "\"", "'", "|", ">", "#", "%YAML 1.2\n", "---", "<<: *a", "\t", "null", "~"];
}
