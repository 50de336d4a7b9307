using System.Net;
using System.Text;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>From a post to a message in the store.</summary>
public class FormPostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browsers_form_becomes_a_message_and_leads_to_the_thank_you_page()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.Equal((HttpStatusCode.SeeOther, "/thanks"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(Post.Good, (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
        Assert.Equal(1, app.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task A_multipart_form_becomes_the_same_message()
    {
        await using var app = await HttpApp.StartAsync();
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Post.Good)
            content.Add(new StringContent(value), name);

        var answer = await app.Client.SendAsync(Post.To("contact", content), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(Post.Good, (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
    }

    [Fact]
    public async Task A_JSON_object_becomes_the_same_message_and_is_answered_with_its_id()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Json("""{"name":"Ada","email":"ada@example.org","message":"Hello"}"""), Ct);

        Assert.Contains(app.Store.Messages.All.Single().Id.ToString(), await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(Post.Good, (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
    }

    [Theory]
    [InlineData("multipart/form-data; charset=utf-8; boundary=\"x\"", "--x\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nGrüße 🙂\r\n--x--")]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", "message=Gr%C3%BC%C3%9Fe+%F0%9F%99%82")]
    [InlineData("application/json; charset=\"utf-8\"", "{\"message\":\"Grüße 🙂\"}")]
    [InlineData("application/vnd.api+json", "{\"message\":\"Gr\\u00fc\\u00dfe \\ud83d\\ude42\"}")]
    public async Task Every_script_arrives_as_it_was_written(string type, string body)
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Fields = [] });

        var answer = await app.Client.SendAsync(Post.Of(type, Encoding.UTF8.GetBytes(body)), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Grüße 🙂", Assert.Single((await app.DraftAsync()).Fields).Value);
    }

    [Fact]
    public async Task While_the_service_is_paused_a_post_is_taken_and_held()
    {
        await using var app = await HttpApp.StartAsync();
        await app.Store.Control.PauseAsync("test", "test", HttpApp.Start, Ct);

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal((MessageStatus.Held, HoldReason.Pause), (Assert.Single(app.Store.Messages.All).Status, app.Store.Messages.All[0].Hold));
        Assert.Equal(0, app.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task A_filled_trap_is_kept_and_not_sent()
    {
        await using var app = await HttpApp.StartAsync();

        await app.Client.SendAsync(Post.Plain([.. Post.Good, ("company", "Spam Ltd")]), Ct);

        Assert.Equal((MessageStatus.Held, HoldReason.Spam), (Assert.Single(app.Store.Messages.All).Status, app.Store.Messages.All[0].Hold));
        Assert.Equal(0, app.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task Many_visitors_at_once_are_all_served()
    {
        await using var app = await HttpApp.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.Client.SendAsync(Post.Plain(Post.Good), Ct)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Equal((100, 100), (app.Store.Messages.All.Count, app.Store.Queue.Count(Lane.Normal)));
    }
}
