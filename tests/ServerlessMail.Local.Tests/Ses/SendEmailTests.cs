using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Ses;

public class SendEmailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_of_a_verified_sender_is_taken_and_its_id_told()
    {
        await using var service = await Mails.ServiceAsync();

        var answer = await service.SendAsync(Mails.Simple());

        Assert.Equal(200, (int)answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(60, body.RootElement.GetProperty("MessageId").GetString()?.Length);
        var mail = Assert.Single(await InboxAsync(service));
        Assert.Equal("Grüße 🙂", mail.GetProperty("subject").GetString());
        Assert.Equal("Forms <forms@example.com>", mail.GetProperty("from").GetString());
        Assert.Equal("1", mail.GetProperty("tags").GetProperty("attempt").GetString());
    }

    [Fact]
    public async Task A_mail_and_its_events_are_there_together_and_the_events_are_read_by_the_product()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.Simple());

        var queue = service.Get<QueueTable>();
        var send = Assert.Single(await queue.ReceiveAsync(QueueTable.Feedback, 10, TimeSpan.FromMinutes(1), Ct));

        Assert.True(FeedbackJson.TryRead(send.Body, out var feedback, out var fault), fault);
        Assert.Equal((FeedbackKind.Send, "01M86GR8JPVXRYZVX7ZHJA31BT", 1), (feedback.Kind, feedback.Message.ToString(), feedback.Attempt));
        Assert.Equal((await InboxAsync(service))[0].GetProperty("sesId").GetString(), feedback.SesMessageId);
        // The delivery comes a little later.
        Assert.NotNull(await queue.OldestAsync(QueueTable.Feedback, Ct));
    }

    [Fact]
    public async Task When_the_event_cannot_be_stored_the_mail_is_not_there_either()
    {
        await using var service = await Mails.ServiceAsync();
        await service.Database.WriteAsync(connection => connection.Execute("DROP TABLE queue"), Ct);

        var answer = await service.SendAsync(Mails.Simple());

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Empty(await InboxAsync(service));
    }

    [Fact]
    public async Task Without_a_configuration_set_nothing_is_told_afterwards()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail.Remove("ConfigurationSetName");

        Assert.Equal(200, (int)(await service.SendAsync(mail)).StatusCode);

        Assert.Null(await service.Get<QueueTable>().OldestAsync(QueueTable.Feedback, Ct));
    }

    [Fact]
    public async Task An_unverified_sender_is_rejected_as_ses_does()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail["FromEmailAddress"] = "forms@example.net";

        var error = await (await service.SendAsync(mail)).ErrorAsync();

        Assert.Equal(
            (400, "MessageRejected", "Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: forms@example.net"), error);
        Assert.Empty(await InboxAsync(service));
    }

    [Fact]
    public async Task A_raw_mail_is_taken_as_it_is_with_its_own_recipients()
    {
        await using var service = await Mails.ServiceAsync();
        var source = "From: forms@example.com\r\nTo: a@example.org\r\nBcc: hidden@example.org\r\nSubject: Raw\r\n\r\nHello\r\n"u8.ToArray();

        var answer = await service.SendAsync(new JsonObject { ["Content"] = new JsonObject { ["Raw"] = new JsonObject { ["Data"] = Convert.ToBase64String(source) } } });

        Assert.Equal(200, (int)answer.StatusCode);
        var mail = Assert.Single(await InboxAsync(service));
        Assert.Equal(["a@example.org", "hidden@example.org"], mail.GetProperty("recipients").EnumerateArray().Select(to => to.GetString()));
    }

    public static TheoryData<string, Action<JsonObject>> Faulty => new()
    {
        { "no content", mail => mail.Remove("Content") },
        { "both contents", mail => mail["Content"]!["Raw"] = new JsonObject { ["Data"] = "eA==" } },
        { "no subject", mail => mail["Content"]!["Simple"]!.AsObject().Remove("Subject") },
        { "no recipient", mail => mail.Remove("Destination") },
        { "51 recipients", mail => mail["Destination"]!["ToAddresses"] = Array(51, i => $"a{i}@example.org") },
        { "a recipient that is none", mail => mail["Destination"]!["ToAddresses"] = Array(1, _ => "nonsense") },
        { "a local part that is not ASCII", mail => mail["Destination"]!["ToAddresses"] = Array(1, _ => "zoë@example.org") },
        { "a tag with a dot", mail => mail["EmailTags"] = new JsonArray(new JsonObject { ["Name"] = "a.b", ["Value"] = "1" }) },
        { "a tag that is too long", mail => mail["EmailTags"] = new JsonArray(new JsonObject { ["Name"] = "a", ["Value"] = new string('x', 257) }) },
        { "a tag twice", mail => mail["EmailTags"] = new JsonArray(new JsonObject { ["Name"] = "a", ["Value"] = "1" }, new JsonObject { ["Name"] = "a", ["Value"] = "2" }) },
        { "sixteen headers", mail => mail["Content"]!["Simple"]!["Headers"] = new JsonArray([.. Enumerable.Range(0, 16).Select(i => new JsonObject { ["Name"] = $"X-{i}", ["Value"] = "1" })]) },
        { "a sender that is none", mail => mail["FromEmailAddress"] = "nonsense" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task What_ses_does_not_take_is_a_bad_request(string what, Action<JsonObject> change)
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        change(mail);

        var (status, type, message) = await (await service.SendAsync(mail)).ErrorAsync();

        Assert.True(status == 400 && type is "BadRequestException" or "MessageRejected", $"{what}: {status} {type} {message}");
        Assert.Empty(await InboxAsync(service));
        Assert.Null(await service.Get<QueueTable>().OldestAsync(QueueTable.Feedback, Ct));
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_told_as_such()
    {
        await using var service = await Mails.ServiceAsync();

        Assert.Equal("SerializationException", (await (await service.SesAsync(HttpMethod.Post, Mails.Path, "{")).ErrorAsync()).Type);
    }

    [Fact]
    public async Task The_account_counts_recipients()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail["Destination"]!["CcAddresses"] = Array(2, i => $"c{i}@example.org");
        await service.SendAsync(mail);

        using var account = JsonDocument.Parse(await (await service.SesAsync(HttpMethod.Get, "/v2/email/account")).Content.ReadAsStringAsync(Ct));

        var quota = account.RootElement.GetProperty("SendQuota");
        Assert.Equal((50_000, 14, 3), (quota.GetProperty("Max24HourSend").GetDouble(), quota.GetProperty("MaxSendRate").GetDouble(), quota.GetProperty("SentLast24Hours").GetDouble()));
        Assert.True(account.RootElement.GetProperty("ProductionAccessEnabled").GetBoolean());
    }

    private static JsonArray Array(int count, Func<int, string> item) => [.. Enumerable.Range(0, count).Select(i => JsonValue.Create(item(i)))];

    private static async Task<JsonElement[]> InboxAsync(LocalService service)
    {
        var body = JsonDocument.Parse(await service.Client.GetStringAsync("/inbox/api/messages", Ct));
        return [.. body.RootElement.GetProperty("messages").EnumerateArray()];
    }
}
