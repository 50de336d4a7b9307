using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Microsoft.Net.Http.Headers;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests;

/// <summary>Whatever comes, the parsers tell fields or a fault, and never throw.</summary>
public class ParserPropertyTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000", "\\ud83d", "null", "true", "1e999", "-", "a", "name", "email", "=", "&", "%", "%0", "%00", "%0d%0a", "+",
        "--b", "--b--", "\r\n", "\n", "Content-Disposition: form-data; name=\"x\"", "; filename=\"f\"", "Content-Type: text/plain; charset=utf-8", "\0", "é", "🙂", "\u2028", " ",
    ];

    private static readonly Gen<byte[]> Bodies = Gen.OneOf(
        Gen.Byte.Array[0, 400],
        Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 60].Select(words => Encoding.UTF8.GetBytes(string.Concat(words))),
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 40], Gen.Byte, Gen.Int[0, 200]).Select((words, mutation, at) => Mutated(words, mutation, at)));

    private static readonly MediaTypeHeaderValue Multipart = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

    [Fact]
    public void An_urlencoded_body_is_fields_or_a_fault() => Bodies.Sample(body => Check(UrlEncodedBody.Parse(body)), iter: 20_000);

    [Fact]
    public void A_json_body_is_fields_or_a_fault() => Bodies.Sample(body => Check(JsonBody.Parse(body)), iter: 20_000);

    [Fact]
    public Task A_multipart_body_is_fields_or_a_fault() =>
        Bodies.SampleAsync(async body => Check(await MultipartBody.ParseAsync(body, Multipart, CancellationToken.None)), iter: 5_000);

    [Fact]
    public void What_was_written_as_urlencoded_is_read_back() => Gen.Select(Gen.String, Gen.String).Array[1, 10].Sample(fields =>
    {
        (string Name, string Value)[] sound =
            [.. fields.Where(field => field.Item1.Length is > 0 and < 100 && IsText(field.Item1) && IsText(field.Item2) && !HeaderText.BreaksLine(field.Item1))];
        var body = string.Join('&', sound.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));

        var read = Assert.IsType<FormBody.Read>(UrlEncodedBody.Parse(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(sound, read.Fields.Select(field => (field.Name, field.Value)));
    });

    [Fact]
    public Task Whatever_is_posted_the_headers_of_the_mail_are_one_line_and_its_people_are_the_forms() =>
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 30], Gen.String, Gen.Int[0, 5]).SampleAsync(async (words, text, at) =>
        {
            string[] names = ["name", "email", "_replyto", "_subject", "subject", "emailfrom"];
            var submission = new Submission
            {
                Form = HttpApp.Contact.Name,
                Fields = [new SubmittedField(names[at], string.Concat(words) + text), new SubmittedField("email", text), new SubmittedField("_subject", text)],
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

    [Fact]
    public void Whatever_is_asked_for_there_is_a_format() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((with, accept, type) => Enum.IsDefined(AnswerFormats.Of(with, accept, type)), iter: 20_000);

    private static void Check(FormBody body)
    {
        switch (body)
        {
            case FormBody.Read { Fields: var fields }:
                Assert.True(fields.Length <= FieldList.MaxFields);
                Assert.All(fields, field => Assert.True(field.Name.Length is > 0 and <= FieldList.MaxNameLength && !HeaderText.BreaksLine(field.Name)));
                break;
            case FormBody.Unreadable { Refusal.Faults: ImmutableArray<FieldFault> faults }:
                Assert.NotEmpty(faults);
                break;
        }
    }

    private static byte[] Mutated(string[] words, byte mutation, int at)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(words));
        if (at < body.Length)
            body[at] = mutation;
        return body;
    }

    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
