using System.Net;
using CsCheck;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Whatever bytes arrive, the vendor's client understands the answer, and what it was told is what happened.</summary>
public class AnswerContractTests
{
    private static readonly (string Type, string Body)[] Sound =
    [
        ("application/x-www-form-urlencoded", "name=Ada&email=ada%40example.org&message=Hello"),
        ("application/json", """{"name":"Ada","email":"ada@example.org","more":{"a":[1,true,null,"x"]}}"""),
        ("multipart/form-data; boundary=xyz",
            "--xyz\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n--xyz\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nada@example.org\r\n--xyz--\r\n"),
    ];

    private static readonly Gen<(string Type, byte[] Body)> Posts = Gen.OneOf(
        [.. Sound.Select(sound => BodyBytes.Mutated(sound.Body, "&", "=", "%", "\"", "{", "\r\n", "--xyz").Select(body => (sound.Type, body)))]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_reads_what_happened()
    {
        await using var app = await HttpApp.StartAsync();

        await Posts.SampleAsync(async post =>
        {
            // What is posted twice within a minute is one message.
            app.Time.Advance(TimeSpan.FromSeconds(61));
            var (messages, refusals) = await StoredAsync(app);
            var answer = await app.Client.SendAsync(Post.Of(post.Type, post.Body), Ct);
            var (messagesAfter, refusalsAfter) = await StoredAsync(app);

            var reading = FormspreeReading.Of(await answer.Content.ReadAsStringAsync(Ct));
            Assert.Equal(answer.StatusCode == HttpStatusCode.OK ? Reading.Success : Reading.Failure, reading);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.UnsupportedMediaType, $"{answer.StatusCode}");
            Assert.Equal(reading == Reading.Success ? (1, 0) : (0, 1), (messagesAfter - messages, refusalsAfter - refusals));
        }, iter: 500, threads: 1);

        Assert.Empty(app.Log.Errors);
    }

    private static async Task<(int Messages, int Refusals)> StoredAsync(HttpApp app) =>
        (app.Store.Messages.All.Count, (await app.Store.Refusals.ReadAsync(HttpApp.Contact.Name.Value, HttpApp.Start, Ct)).Sum(refused => refused.Count));
}
