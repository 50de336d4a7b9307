using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Whatever is posted, the headers of the mail are one line each, and its people are the form's.</summary>
public class HeaderInjectionTests
{
    private static readonly string[] Names = ["name", "email", "_replyto", "_subject", "subject", "emailfrom", "_cc"];
    private static readonly string[] Pieces = ["\r\n", "\n", "\r", "\0", "Bcc: victim@example.net", "a@example.org", ",", "<", ">", "\"", "=?utf-8?B?DQo=?=", "\u2028", "\u0085", "{{ email }}", "{% raw %}", "x"];

    [Fact]
    public Task No_field_adds_a_header_or_a_person() => Gen.Select(
        Gen.Int[0, Names.Length - 1].Select(at => Names[at]),
        Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 12].Select(string.Concat))).Array[1, 8].SampleAsync(async fields =>
        {
            var submission = new Submission
            {
                Form = HttpApp.Contact.Name,
                Fields = [.. fields.Select(field => new SubmittedField(field.Item1, field.Item2))],
                SelfOrigin = "https://forms.example.com",
                ClientAddress = "192.0.2.1",
            };

            var draft = await DraftSubmission.OfAsync(HttpApp.Contact with { Subject = "Message {{ name }} {{ _subject }}" }, submission);

            Assert.False(HeaderText.BreaksLine(draft.Subject));
            Assert.True(draft.Subject.Length <= HeaderText.MaxSubject);
            Assert.True(draft.ReplyTo is null || !HeaderText.BreaksLine(draft.ReplyTo.ToString()));
            Assert.Equal(HttpApp.Contact.To.AsEnumerable(), draft.To.AsEnumerable());
            Assert.Equal(HttpApp.Contact.From, draft.From);
        }, iter: 5_000);
}
