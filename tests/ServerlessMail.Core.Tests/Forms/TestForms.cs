using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Forms;

/// <summary>Forms and submissions that tests start from.</summary>
internal static class TestForms
{
    public static Form Contact { get; } = new()
    {
        Name = FormName.Parse("contact"),
        To = [EmailAddress.Parse("owner@example.com")],
        From = Mailbox.Parse("forms@example.com"),
        Subject = "Message from {{ name | default: email }}",
        Origins = ["https://www.example.com"],
        Fields =
        [
            new FieldRule("name", FieldType.Text, Required: true, 200),
            new FieldRule("email", FieldType.Email, Required: true, EmailAddress.MaxLength),
            new FieldRule("budget", FieldType.Number, Required: false, 20),
        ],
        Honeypot = "company",
        Limits = null,
    };

    public static Submission Post(params (string Name, string Value)[] fields) => new()
    {
        Form = Contact.Name,
        Fields = [.. fields.Select(field => new SubmittedField(field.Name, field.Value))],
        Origin = "https://www.example.com",
        SelfOrigin = "http://127.0.0.1:5080",
        ClientAddress = "192.0.2.1",
    };

    public static Submission Good(params (string Name, string Value)[] more) =>
        Post([("name", "Ada"), ("email", "ada@example.org"), ("message", "Hello"), .. more]);
}
