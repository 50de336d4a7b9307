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
        { "a tag without a value", mail => mail["EmailTags"] = new JsonArray(new JsonObject { ["Name"] = "a" }) },
        { "a tag that is null", mail => mail["EmailTags"] = new JsonArray((JsonNode?)null) },
        { "fifty-one tags", mail => mail["EmailTags"] = new JsonArray([.. Enumerable.Range(0, 51).Select(i => new JsonObject { ["Name"] = $"t{i}", ["Value"] = "1" })]) },
        { "a recipient that is null", mail => mail["Destination"]!["ToAddresses"] = new JsonArray((JsonNode?)null) },
        { "a recipient without a domain", mail => mail["Destination"]!["ToAddresses"] = Array(1, _ => "someone") },
        { "a recipient on a bare host", mail => mail["Destination"]!["ToAddresses"] = Array(1, _ => "someone@localhost") },
        { "a recipient with a line break", mail => mail["Destination"]!["ToAddresses"] = Array(1, _ => "a@example.org\r\nBcc: b@example.org") },
        { "a domain that is not in punycode", mail => mail["Destination"]!["ToAddresses"] = Array(1, _ => "a@grüße.example") },
        { "a name that is not in encoded words", mail => mail["FromEmailAddress"] = "Zoë <forms@example.com>" },
        { "two senders in one", mail => mail["FromEmailAddress"] = "forms@example.com, other@example.com" },
        { "no sender", mail => mail.Remove("FromEmailAddress") },
        { "no body", mail => mail["Content"]!["Simple"]!["Body"] = new JsonObject() },
        { "a subject of two lines", mail => mail["Content"]!["Simple"]!["Subject"]!["Data"] = "One\r\nBcc: b@example.org" },
        { "an unknown charset", mail => mail["Content"]!["Simple"]!["Subject"]!["Charset"] = "klingon" },
        { "a header with a colon", mail => mail["Content"]!["Simple"]!["Headers"] = Pairs("X-A:", "1") },
        { "a header of two lines", mail => mail["Content"]!["Simple"]!["Headers"] = Pairs("X-A", "1\r\nBcc: b@example.org") },
        { "a header that the request has a field for", mail => mail["Content"]!["Simple"]!["Headers"] = Pairs("Subject", "Other") },
        { "a header without a name", mail => mail["Content"]!["Simple"]!["Headers"] = Pairs("", "1") },
        { "an attachment without a name", mail => mail["Content"]!["Simple"]!["Attachments"] = new JsonArray(new JsonObject { ["RawContent"] = "eA==" }) },
        { "an attachment of no known type", mail => mail["Content"]!["Simple"]!["Attachments"] = new JsonArray(new JsonObject { ["RawContent"] = "eA==", ["FileName"] = "x", ["ContentType"] = "nonsense" }) },
        { "a configuration set with a slash", mail => mail["ConfigurationSetName"] = "a/b" },
        { "an empty raw mail", mail => mail["Content"] = Raw([]) },
        { "a raw mail without a sender", mail => { mail.Remove("FromEmailAddress"); mail["Content"] = Raw("To: a@example.org\r\n\r\nHello"u8); } },
        { "a raw mail from an empty group", mail => { mail.Remove("FromEmailAddress"); mail["Content"] = Raw("From: nobody:;\r\nTo: a@example.org\r\n\r\nHello"u8); } },
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

    [Fact]
    public async Task Without_a_charset_text_is_ascii_as_with_ses()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail["Content"]!["Simple"]!["Subject"]!.AsObject().Remove("Charset");

        await service.SendAsync(mail);

        Assert.Equal("Gr??e ??", Assert.Single(await InboxAsync(service)).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Files_are_attached_and_pictures_stand_beside_the_html_that_shows_them()
    {
        await using var service = await Mails.ServiceAsync();
        await service.SendAsync(Mails.WithFiles());

        await using var source = await service.Client.GetStreamAsync("/inbox/1/source", Ct);
        using var message = await MimeKit.MimeMessage.LoadAsync(source, Ct);

        var mixed = Assert.IsType<MimeKit.Multipart>(message.Body);
        var related = Assert.IsType<MimeKit.MultipartRelated>(mixed[0]);
        Assert.IsType<MimeKit.MultipartAlternative>(related.Root);
        Assert.Equal("dot", related[1].ContentId);
        Assert.Equal("Grüße.txt", Assert.Single(message.Attachments).ContentDisposition?.FileName);
        Assert.Equal(1, Assert.Single(await InboxAsync(service)).GetProperty("attachments").GetInt32());
    }

    [Fact]
    public async Task Templates_are_not_there()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail["Content"] = new JsonObject { ["Template"] = new JsonObject { ["TemplateName"] = "welcome" } };

        Assert.Equal((404, "NotFoundException", "Template welcome does not exist."), await (await service.SendAsync(mail)).ErrorAsync());
    }

    [Fact]
    public async Task Every_address_that_a_mail_claims_to_come_from_is_checked_and_named()
    {
        await using var service = await Mails.ServiceAsync();
        var source = "From: a@example.net, forms@example.com\r\nSender: b@example.net\r\nTo: a@example.org\r\n\r\nHello\r\n"u8;

        var (status, _, message) = await (await service.SendAsync(new JsonObject { ["Content"] = Raw(source) })).ErrorAsync();

        Assert.Equal(400, status);
        Assert.EndsWith(": a@example.net, b@example.net", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verified_domain_covers_the_domains_below_it_and_no_others()
    {
        await using var service = await Mails.ServiceAsync();
        var below = Mails.Simple();
        below["FromEmailAddress"] = "forms@mail.example.com";
        var beside = Mails.Simple();
        beside["FromEmailAddress"] = "forms@notexample.com";

        Assert.Equal(200, (int)(await service.SendAsync(below)).StatusCode);
        Assert.Equal(400, (int)(await service.SendAsync(beside)).StatusCode);
    }

    [Fact]
    public async Task Who_is_in_Bcc_is_known_to_the_envelope_alone()
    {
        await using var service = await Mails.ServiceAsync();
        var mail = Mails.Simple();
        mail["Destination"]!["BccAddresses"] = Array(1, _ => "hidden@example.org");
        await service.SendAsync(mail);
        await service.SendAsync(new JsonObject { ["Content"] = Raw("From: forms@example.com\r\nTo: a@example.org\r\nBcc: hidden@example.org\r\n\r\nHello\r\n"u8) });

        foreach (var taken in await InboxAsync(service))
        {
            Assert.Contains("hidden@example.org", taken.GetProperty("recipients").EnumerateArray().Select(to => to.GetString()));
            var source = await service.Client.GetStringAsync($"/inbox/{taken.GetProperty("id").GetInt64()}/source", Ct);
            Assert.DoesNotContain("hidden", source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_the_account_does_not_send_nothing_is_taken()
    {
        await using var service = await Mails.ServiceAsync();

        Assert.Equal(200, (int)(await service.SesAsync(HttpMethod.Put, "/v2/email/account/sending", """{"SendingEnabled":false}""")).StatusCode);
        Assert.Equal("SendingPausedException", (await (await service.SendAsync(Mails.Simple())).ErrorAsync()).Type);
        using var account = JsonDocument.Parse(await (await service.SesAsync(HttpMethod.Get, "/v2/email/account")).Content.ReadAsStringAsync(Ct));
        Assert.False(account.RootElement.GetProperty("SendingEnabled").GetBoolean());

        await service.SesAsync(HttpMethod.Put, "/v2/email/account/sending", """{"SendingEnabled":true}""");
        Assert.Equal(200, (int)(await service.SendAsync(Mails.Simple())).StatusCode);
    }

    [Fact]
    public async Task A_request_over_42_MB_is_refused_before_it_is_read()
    {
        await using var service = await Mails.ServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Mails.Path) { Content = new ByteArrayContent(new byte[(42 * 1024 * 1024) + 1]) };
        request.Headers.ExpectContinue = true;

        Assert.Equal((413, "RequestEntityTooLargeException"), Shape(await (await service.Client.SendAsync(request, Ct)).ErrorAsync()));
    }

    private static (int, string?) Shape((int Status, string? Type, string Message) error) => (error.Status, error.Type);

    private static JsonArray Pairs(string name, string value) => new(new JsonObject { ["Name"] = name, ["Value"] = value });

    private static JsonObject Raw(ReadOnlySpan<byte> source) => new() { ["Raw"] = new JsonObject { ["Data"] = Convert.ToBase64String(source) } };

    private static JsonArray Array(int count, Func<int, string> item) => [.. Enumerable.Range(0, count).Select(i => JsonValue.Create(item(i)))];

    private static async Task<JsonElement[]> InboxAsync(LocalService service)
    {
        var body = JsonDocument.Parse(await service.Client.GetStringAsync("/inbox/api/messages", Ct));
        return [.. body.RootElement.GetProperty("messages").EnumerateArray()];
    }
}
