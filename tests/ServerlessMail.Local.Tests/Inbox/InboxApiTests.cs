using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessMail.Local.Tests.Ses;

namespace ServerlessMail.Local.Tests.Inbox;

/// <summary>Other people's tests read these: what is pinned here is kept.</summary>
public class InboxApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_page_through_it()
    {
        await using var service = await Mails.ServiceAsync();
        for (var i = 0; i < 4; i++)
            await service.SendAsync(Mails.Simple());

        var first = await JsonAsync(service, "/inbox/api/messages?limit=2");
        var second = await JsonAsync(service, $"/inbox/api/messages?limit=2&before={first["next"]}");

        Assert.Equal([4, 3, 2, 1], new[] { first, second }.SelectMany(page => page["messages"]!.AsArray().Select(mail => (int)mail!["id"]!))); // all have them
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_list_says_of_a_mail_what_it_always_said()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.WithFiles());

        var mail = (await JsonAsync(service, "/inbox/api/messages"))["messages"]![0]!; // it was sent

        Golden("""
            {
              "id": 1,
              "sesId": "*",
              "sentAt": "*",
              "seen": false,
              "from": "Forms <forms@example.com>",
              "to": ["owner@example.com"],
              "subject": "Grüße 🙂",
              "snippet": "Hello, text",
              "attachments": 1,
              "size": "*",
              "recipients": ["owner@example.com"],
              "tags": { "attempt": "1", "lane": "normal", "message": "01M86GR8JPVXRYZVX7ZHJA31BT" }
            }
            """, mail);
    }

    [Fact]
    public async Task A_whole_mail_is_json_too()
    {
        await using var service = await Mails.ServiceAsync();
        var sent = Mails.WithFiles();
        sent["Destination"]!["BccAddresses"] = new JsonArray("hidden@example.org"); // it is in the sample
        await service.SendAsync(sent);

        var mail = await JsonAsync(service, "/inbox/api/messages/1");

        Assert.Contains("Subject", mail["headers"]!.AsArray().Select(header => (string?)header!["name"])); // all have them
        mail["headers"] = "*";
        Golden("""
            {
              "id": 1,
              "sesId": "*",
              "sentAt": "*",
              "seen": false,
              "from": "Forms <forms@example.com>",
              "to": ["owner@example.com"],
              "cc": [],
              "replyTo": ["visitor@example.org"],
              "subject": "Grüße 🙂",
              "text": "Hello, text",
              "html": "<p>Hello <img src=\"cid:dot\" alt=\"a dot\"></p>",
              "attachments": [
                { "name": "dot.gif", "type": "image/gif", "size": 42, "contentId": "dot", "url": "/inbox/1/files/0" },
                { "name": "Grüße.txt", "type": "text/plain", "size": 5, "url": "/inbox/1/files/1" }
              ],
              "size": "*",
              "recipients": ["owner@example.com", "hidden@example.org"],
              "tags": { "attempt": "1", "lane": "normal", "message": "01M86GR8JPVXRYZVX7ZHJA31BT" },
              "headers": "*"
            }
            """, mail);
    }

    [Fact]
    public async Task Programs_delete_one_or_all()
    {
        await using var service = await Mails.ServiceAsync();
        for (var i = 0; i < 3; i++)
            await service.SendAsync(Mails.Simple());

        Assert.Equal(HttpStatusCode.NoContent, (await service.Client.DeleteAsync("/inbox/api/messages/2", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.DeleteAsync("/inbox/api/messages/2", Ct)).StatusCode);
        Assert.Equal(2, (await JsonAsync(service, "/inbox/api/messages"))["messages"]!.AsArray().Count); // always there
        Assert.Equal(HttpStatusCode.NoContent, (await service.Client.DeleteAsync("/inbox/api/messages", Ct)).StatusCode);
        Assert.Equal("{\"messages\":[]}", await service.Client.GetStringAsync("/inbox/api/messages", Ct));
    }

    /// <summary>Compares member by member, in their order; a star stands for any value.</summary>
    private static void Golden(string expected, JsonNode actual)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject(); // every golden text is an object
        foreach (var (name, value) in wanted.ToArray())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var star) && star == "*")
                wanted[name] = actual[name]?.DeepClone();
        }

        Assert.Equal(wanted.ToJsonString(), actual.ToJsonString());
    }

    private static async Task<JsonNode> JsonAsync(LocalService service, string path) =>
        JsonNode.Parse(await service.Client.GetStringAsync(path, Ct)) ?? throw new JsonException("The answer is null.");
}
