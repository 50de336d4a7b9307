using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Mail;

public class ComposeMailTests
{
    [Fact]
    public void Every_field_stands_in_text_and_html_in_its_order()
    {
        var mail = ComposeMail.From(Draft(new("name", "Ada"), new("message", "first\r\nsecond"), new("budget", "5")));

        Assert.Equal(
            """
            name: Ada

            message:
            first
            second

            budget: 5

            --_
            Submitted to the form contact. Answer this mail to write to ada@example.org.

            """.ReplaceLineEndings("\n").Replace("--_", "-- ", StringComparison.Ordinal),
            mail.Text);
        Assert.True(mail.Html.IndexOf("Ada", StringComparison.Ordinal) < mail.Html.IndexOf("first\nsecond", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_a_visitor_typed_is_markup() => Gen.Select(Gen.String, Gen.String).Sample((name, value) =>
    {
        var empty = Tags(ComposeMail.From(Draft(new SubmittedField("a", "b"))).Html);

        Assert.Equal(empty, Tags(ComposeMail.From(Draft(new SubmittedField(name + "<script>", value + "\"><img src=x onerror=y>"))).Html));
    });

    private static int Tags(string html) => html.Count(c => c == '<') + html.Count(c => c == '>');

    private static MailDraft Draft(params SubmittedField[] fields) => new()
    {
        Form = FormName.Parse("contact"),
        From = Mailbox.Parse("forms@example.com"),
        To = [EmailAddress.Parse("owner@example.com")],
        ReplyTo = EmailAddress.Parse("ada@example.org"),
        Subject = "Hello",
        Fields = [.. fields],
    };
}
