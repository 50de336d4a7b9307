using System.Text.Json.Nodes;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>What goes over the wire, against files written from the published model of the SES v2 API.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html</remarks>
public sealed class GoldenRequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_posted_as_the_model_says()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);

        await ses.SendAsync();

        var request = Assert.Single(server.Received);
        Assert.Equal(("POST", "/v2/email/outbound-emails"), (request.Method, request.Path));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        AssertGolden("send-email.json", request.Body);
    }

    [Fact]
    public async Task What_a_mail_does_not_have_is_left_out_and_a_name_beyond_ASCII_is_encoded()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint, configurationSet: null);

        await ses.SendAsync(SesUnderTest.Mail with { From = Mailbox.Parse("Grüße 🙂 <forms@example.com>"), ReplyTo = null });

        AssertGolden("send-email-bare.json", Assert.Single(server.Received).Body);
    }

    [Fact]
    public async Task Files_go_with_a_mail_as_the_model_says()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint, configurationSet: null);

        await ses.SendAsync(SesUnderTest.Mail with { Attachments = [new MailAttachment("Lebenslauf Ä.pdf", "application/pdf", new byte[] { 0, 255, 62 })] });

        AssertGolden("send-email-attachment.json", Assert.Single(server.Received).Body);
    }

    [Fact]
    public async Task A_raw_mail_is_posted_as_the_model_says()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);

        await ses.Get<IAmazonSimpleEmailServiceV2>().SendEmailAsync(
            new SendEmailRequest
            {
                FromEmailAddress = "forms@example.com",
                Destination = new Destination { ToAddresses = ["a@example.com"], CcAddresses = ["b@example.com"], BccAddresses = ["c@example.com"] },
                Content = new EmailContent { Raw = new RawMessage { Data = new MemoryStream("Subject: hi\r\n\r\nHi!"u8.ToArray()) } },
            },
            Ct);

        AssertGolden("send-email-raw.json", Assert.Single(server.Received).Body);
    }

    [Fact]
    public async Task Every_request_is_signed_for_SES_in_its_region()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);

        await ses.SendAsync();

        var headers = Assert.Single(server.Received).Headers;
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/eu-central-1/ses/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$",
            headers["Authorization"]);
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", headers["X-Amz-Date"]);
        Assert.DoesNotContain("Expect", headers.Keys);
    }

    [Fact]
    public async Task The_account_is_asked_for_and_read()
    {
        await using var server = new ScriptedServer(_ => new ScriptedReply.Answer(
            200,
            """
            {"DedicatedIpAutoWarmupEnabled":true,"EnforcementStatus":"HEALTHY","ProductionAccessEnabled":false,"SendingEnabled":true,
             "SendQuota":{"Max24HourSend":200.0,"MaxSendRate":1.0,"SentLast24Hours":7.0},"Later":{"Unknown":[1]}}
            """));
        using var ses = new SesUnderTest(server.Endpoint);

        var account = await ses.Get<IAmazonSimpleEmailServiceV2>().GetAccountAsync(new GetAccountRequest(), Ct);

        var request = Assert.Single(server.Received);
        Assert.Equal(("GET", "/v2/email/account", ""), (request.Method, request.Path, request.Body));
        Assert.Equal(("HEALTHY", false, true), (account.EnforcementStatus, account.ProductionAccessEnabled, account.SendingEnabled));
        Assert.Equal((200, 1, 7), (account.SendQuota?.Max24HourSend, account.SendQuota?.MaxSendRate, account.SendQuota?.SentLast24Hours));
    }

    private static void AssertGolden(string file, string body)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Ses", "Golden", file)));
        Assert.True(JsonNode.DeepEquals(golden, JsonNode.Parse(body)), $"{file} is not what was sent: {body}");
    }
}
