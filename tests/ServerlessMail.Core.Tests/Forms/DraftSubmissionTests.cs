using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Forms;

public class DraftSubmissionTests
{
    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String,
        Gen.Char["\r\n\0{}%<>@,;:\"\\ abc\u2028\u00e9"].Array[0, 300].Select(chars => new string(chars)),
        Words("a@b.example\r\nBcc: c@d.example", "{{ email }}", "{% raw %}", "x\nContent-Type: text/html", "c@d.example, e@f.example"));

    private static readonly Gen<(string, string)[]> Posts = Gen.Select(
        Words("name", "email", "_replyto", "_subject", "subject", "_cc", "_bcc", "emailto", "emailfrom", "to", "from", "message", "headers"),
        Nasty).Array[0, 12];

    [Fact]
    public Task Whatever_is_posted_the_addresses_are_the_forms_own() => Posts.SampleAsync(async fields =>
    {
        var draft = await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Post(fields));

        Assert.Equal((TestForms.Contact.From, TestForms.Contact.To), (draft.From, draft.To));
        Assert.False(HeaderText.BreaksLine(draft.Subject));
        Assert.InRange(draft.Subject.Length, 1, HeaderText.MaxSubject);
        Assert.True(draft.ReplyTo is null || EmailAddress.TryParse(draft.ReplyTo.ToString(), out _));
    });

    [Fact]
    public async Task The_visitors_address_becomes_the_reply_to()
    {
        var draft = await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Good(("_replyto", "other@example.org")));

        Assert.Equal("other@example.org", draft.ReplyTo?.ToString());
    }

    [Fact]
    public async Task Fields_that_steer_other_services_are_plain_data()
    {
        var draft = await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Good(("_cc", "x@y.example"), ("emailto", "x@y.example"), ("_gotcha", "")));

        Assert.Equal(["name", "email", "message", "_cc", "emailto"], draft.Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task Fields_that_direct_this_service_or_the_one_before_it_are_no_part_of_the_mail()
    {
        string[] directions =
        [
            "_replyto", "_subject", "_next", "_language", "_format", "_gotcha", // Formspree
            "access_key", "from_name", "replyto", "redirect", "botcheck", "h-captcha-response", "recaptcha_response", // Web3Forms
            "form-name", "bot-field", "g-recaptcha-response", // Netlify
            "_honey", "_template", "_blacklist", "_url", // FormSubmit
            "redirectTo", "altcha", "cf-turnstile-response", "_back", "company",
        ];

        var draft = await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Good([.. directions.Select(name => (name, "x"))]));

        Assert.Equal(["name", "email", "message"], draft.Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task What_nobody_may_wish_for_is_data()
    {
        string[] wishes = ["_cc", "ccemail", "_autoresponse", "_webhook", "webhook", "_captcha", "emailto", "emailfrom", "to", "from", "subject"];

        var draft = await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Good([.. wishes.Select(name => (name, "x@y.example"))]));

        Assert.Equal(["name", "email", "message", .. wishes], draft.Fields.Select(field => field.Name));
    }

    [Theory]
    [InlineData("_replyto", "a@example.org")]
    [InlineData("replyto", "a@example.org")]
    public async Task Either_name_of_the_reply_address_goes_before_the_visitors_own(string name, string address) =>
        Assert.Equal(address, (await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Good((name, address)))).ReplyTo?.ToString());

    [Theory]
    [InlineData("Ada", "Message from Ada")]
    [InlineData("", "Message from ada@example.org")]
    [InlineData("{{ email }}", "Message from {{ email }}")]
    [InlineData("<b>&", "Message from <b>&")]
    public async Task The_subject_is_the_forms_template_over_plain_values(string name, string subject)
    {
        var draft = await DraftSubmission.OfAsync(TestForms.Contact, TestForms.Post(("name", name), ("email", "ada@example.org")));

        Assert.Equal(subject, draft.Subject);
    }

    [Fact]
    public async Task Without_a_template_the_visitors_subject_stands_else_a_line_of_ours()
    {
        var form = TestForms.Contact with { Subject = null };

        Assert.Equal("Hi there", (await DraftSubmission.OfAsync(form, TestForms.Good(("_subject", " Hi \t there ")))).Subject);
        Assert.Equal("New submission to contact", (await DraftSubmission.OfAsync(form, TestForms.Good())).Subject);
    }

    [Fact]
    public async Task A_template_that_never_ends_is_cut_short()
    {
        var form = TestForms.Contact with { Subject = "{% for i in (1..1000000) %}{% for j in (1..1000000) %}x{% endfor %}{% endfor %}" };

        var draft = await DraftSubmission.OfAsync(form, TestForms.Good());

        Assert.InRange(draft.Subject.Length, 1, HeaderText.MaxSubject);
    }

    private static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
