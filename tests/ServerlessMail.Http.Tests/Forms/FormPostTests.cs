using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Http.Tests.Forms;

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
    public async Task A_client_that_wants_json_gets_all_that_formsprees_and_web3forms_clients_read()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Json("""{"name":"Ada","email":"ada@example.org","message":"Hello"}"""), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var id = Assert.Single(app.Store.Messages.All).Id;
        Assert.Equal(
            $$"""{"ok":true,"next":"{{app.Url}}/thanks","success":true,"message":"Your message has been received.","id":"{{id}}"}""",
            await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_three_encodings_become_the_same_fields()
    {
        const string name = "Zoë 🙂 & <b>";
        const string message = "one\r\ntwo\t\"three\"";
        await using var app = await HttpApp.StartAsync();
        using var multipart = new MultipartFormDataContent("a-boundary")
        {
            { new StringContent(name), "\"name\"" },
            { new StringContent("ada@example.org"), "\"email\"" },
            { new StringContent(message), "\"message\"" },
        };

        await app.Client.SendAsync(Post.Plain(("name", name), ("email", "ada@example.org"), ("message", message)), Ct);
        app.Time.Advance(TimeSpan.FromSeconds(61));
        await app.Client.SendAsync(Post.Json(JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["name"] = name,
            ["email"] = "ada@example.org",
            ["message"] = message,
        })), Ct);
        app.Time.Advance(TimeSpan.FromSeconds(61));
        await app.Client.SendAsync(Post.To("contact", multipart), Ct);

        foreach (var accepted in app.Store.Messages.All)
        {
            var draft = (await app.Store.Messages.FindAsync(accepted.Id, Ct))?.Draft;
            Assert.Equal(
                [("name", name), ("email", "ada@example.org"), ("message", message)],
                draft?.Fields.Select(field => (field.Name, field.Value)));
        }

        Assert.Equal(3, app.Store.Messages.All.Count);
    }

    [Fact]
    public async Task The_same_in_another_encoding_within_a_minute_is_the_same_submission()
    {
        await using var app = await HttpApp.StartAsync();

        await app.Client.SendAsync(Post.Plain(Post.Good), Ct);
        await app.Client.SendAsync(Post.Json("""{"name":"Ada","email":"ada@example.org","message":"Hello"}"""), Ct);

        Assert.Equal(["Accepted", "Noted:repeated"], Assert.Single(app.Store.Messages.All).Trail.Select(known => known.Reason is null ? $"{known.Kind}" : $"{known.Kind}:{known.Reason}"));
    }

    [Fact]
    public async Task Nested_json_becomes_fields_under_their_path()
    {
        await using var app = await HttpApp.StartAsync();

        await app.Client.SendAsync(Post.Json(
            """{"name":"Ada","email":"ada@example.org","n":1.50,"yes":true,"none":null,"tags":["a","b"],"address":{"city":"Köln","lines":[{"no":1}]}}"""), Ct);

        Assert.Equal(
            [("name", "Ada"), ("email", "ada@example.org"), ("n", "1.50"), ("yes", "true"), ("none", ""), ("tags", "a"), ("tags", "b"), ("address.city", "Köln"), ("address.lines[0].no", "1")],
            (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
    }

    [Fact]
    public async Task What_a_visitor_names_as_recipient_or_sender_is_only_data()
    {
        await using var app = await HttpApp.StartAsync();

        await app.Client.SendAsync(Post.Plain(
            [.. Post.Good, ("_cc", "victim@example.net"), ("emailto", "victim@example.net"), ("to", "victim@example.net"), ("emailfrom", "boss@example.net"), ("_webhook", "https://evil.example")]), Ct);

        var draft = await app.DraftAsync();
        Assert.Equal(HttpApp.Contact.To.AsEnumerable(), draft.To.AsEnumerable());
        Assert.Equal(HttpApp.Contact.From, draft.From);
        Assert.Contains(draft.Fields, field => field is { Name: "emailto", Value: "victim@example.net" });
    }

    [Fact]
    public async Task The_mail_answers_to_the_visitor()
    {
        await using var app = await HttpApp.StartAsync();

        await app.Client.SendAsync(Post.Plain([.. Post.Good, ("_replyto", "other@example.org")]), Ct);

        Assert.Equal(EmailAddress.Parse("other@example.org"), (await app.DraftAsync()).ReplyTo);
    }

    [Theory]
    [InlineData("https://www.example.com/done?a=1#x", "https://www.example.com/done?a=1#x")]
    [InlineData("https://evil.example/", null)]
    [InlineData("//evil.example", null)]
    [InlineData("https:evil.example", null)]
    [InlineData("\\\\evil.example", null)]
    [InlineData("/\\evil.example", null)]
    [InlineData("https://www.example.com@evil.example/", null)]
    [InlineData("https://www.example.com.evil.example/", null)]
    [InlineData("https://www.exаmple.com/", null)] // with a Cyrillic а
    [InlineData("javascript:alert(1)", null)]
    [InlineData("http://www.example.com/", null)]
    public async Task A_visitor_is_sent_on_only_to_the_forms_own_site(string next, string? expected)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Plain([.. Post.Good, ("_next", next)]), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(expected ?? "/thanks", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_robot_is_answered_as_if_it_had_succeeded_and_its_message_is_held()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Json("""{"name":"Bot","email":"bot@example.org","company":"ACME"}"""), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HoldReason.Spam, Assert.Single(app.Store.Messages.All).Hold);
        Assert.Equal(0, app.Store.Queue.Count(Lane.Normal));
    }

    [Fact]
    public async Task While_paused_a_submission_is_accepted_and_held()
    {
        await using var app = await HttpApp.StartAsync();
        await app.Store.Control.PauseAsync(SendScope.All, "why", "anna", HttpApp.Start, Ct);

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(HoldReason.Pause, Assert.Single(app.Store.Messages.All).Hold);
    }

    [Fact]
    public async Task A_queue_that_is_out_of_reach_is_no_matter_to_the_visitor()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Queue.Door.Shut();

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(MessageStatus.Accepted, Assert.Single(app.Store.Messages.All).Status);
    }

    [Theory]
    [InlineData("intake")]
    [InlineData("messages")]
    [InlineData("secrets")]
    [InlineData("refusals")]
    public async Task A_table_that_is_out_of_reach_is_503_with_retry_after_and_nothing_is_accepted(string store)
    {
        await using var app = await HttpApp.StartAsync();
        var door = store switch
        {
            "intake" => app.Store.Intake.Door,
            "messages" => app.Store.Messages.Door,
            "secrets" => app.Store.Secrets.Door,
            _ => app.Store.Refusals.Door,
        };
        door.Shut();

        // Only what is refused needs the refusals.
        var answer = await app.Client.SendAsync(Post.Json(store == "refusals" ? "{}" : """{"name":"Ada","email":"ada@example.org"}"""), Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        Assert.Empty(app.Store.Messages.All);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.False(body.RootElement.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Nothing_that_a_visitor_wrote_stands_in_the_log()
    {
        await using var app = await HttpApp.StartAsync();
        await app.Client.SendAsync(Post.Json("""{"name":"Secretive","email":"secret@example.org","message":"hush-hush"}"""), Ct);
        app.Store.Messages.Door.Shut();
        await app.Client.SendAsync(Post.Json("""{"name":"Secretive","email":"secret@example.org","message":"hush-hush"}"""), Ct);
        await app.Client.SendAsync(Post.Json("""{"name":"Secretive","email":"secret"""), Ct);

        Assert.NotEmpty(app.Log.Errors);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("ecret", StringComparison.Ordinal) || line.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_visitor_who_leaves_in_the_middle_of_the_body_leaves_nothing()
    {
        await using var app = await HttpApp.StartAsync();
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            var url = new Uri(app.Url);
            await socket.ConnectAsync(url.Host, url.Port, Ct);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /f/contact HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nname=Ada&email="), Ct);
        }

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Single(app.Store.Messages.All);
    }
}
