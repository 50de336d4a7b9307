using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Ses.Events;

public class MailboxSimulatorTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owner@example.org", "Send", "Delivery")]
    [InlineData("bounce@example.org", "Send", "Delivery")]
    [InlineData("success@simulator.amazonses.com", "Send", "Delivery")]
    [InlineData("ooto@simulator.amazonses.com", "Send", "Delivery")]
    [InlineData("bounce@simulator.amazonses.com", "Send", "Bounce")]
    [InlineData("BOUNCE+order-1@Simulator.AmazonSES.com", "Send", "Bounce")]
    [InlineData("complaint@simulator.amazonses.com", "Send", "Delivery", "Complaint")]
    [InlineData("complaint+x@simulator.amazonses.com", "Send", "Delivery", "Complaint")]
    [InlineData("suppressionlist@simulator.amazonses.com", "Send", "Bounce")]
    [InlineData("suppressionlist+a+b@simulator.amazonses.com", "Send", "Bounce")]
    public async Task Each_address_has_its_fate(string recipient, params string[] expected)
    {
        await using var service = await Mails.ServiceAsync(_time);
        await service.SendAsync(Mails.To(recipient));

        Assert.Equal(expected, (await service.EventsAsync(_time)).Select(told => told.Type()));
    }

    [Fact]
    public async Task What_happens_later_is_told_later()
    {
        await using var service = await Mails.ServiceAsync(_time);
        await service.SendAsync(Mails.To("complaint@simulator.amazonses.com"));

        Assert.Equal("Send", Assert.Single(await service.EventsNowAsync()).Type());
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("Delivery", Assert.Single(await service.EventsNowAsync()).Type());
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("Complaint", Assert.Single(await service.EventsNowAsync()).Type());
    }

    [Fact]
    public async Task A_hard_bounce_has_the_shape_and_the_words_of_aws()
    {
        var bounce = (await OfTypeAsync("Bounce", "bounce+1@simulator.amazonses.com")).GetProperty("bounce");

        Assert.Equal(("Permanent", "General"), (Text(bounce, "bounceType"), Text(bounce, "bounceSubType")));
        var recipient = Assert.Single(bounce.GetProperty("bouncedRecipients").EnumerateArray());
        Assert.Equal(
            """{"emailAddress":"bounce\u002B1@simulator.amazonses.com","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}""", recipient.GetRawText());
        Assert.Matches("^0100[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000$", Text(bounce, "feedbackId"));
        Assert.StartsWith("dns; ", Text(bounce, "reportingMTA"), StringComparison.Ordinal);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Text(bounce, "timestamp"));
    }

    [Fact]
    public async Task An_address_on_the_suppression_list_bounces_without_being_tried()
    {
        var bounce = (await OfTypeAsync("Bounce", "suppressionlist@simulator.amazonses.com")).GetProperty("bounce");

        Assert.Equal(("Permanent", "OnAccountSuppressionList"), (Text(bounce, "bounceType"), Text(bounce, "bounceSubType")));
        Assert.StartsWith(
            "Amazon SES did not send the message to this address because it is on the suppression list for your account.",
            Text(bounce.GetProperty("bouncedRecipients")[0], "diagnosticCode"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_has_the_shape_of_aws()
    {
        var complaint = (await OfTypeAsync("Complaint", "complaint@simulator.amazonses.com")).GetProperty("complaint");

        Assert.Equal(("abuse", "Amazon SES Mailbox Simulator"), (Text(complaint, "complaintFeedbackType"), Text(complaint, "userAgent")));
        Assert.Equal(JsonValueKind.Null, complaint.GetProperty("complaintSubType").ValueKind);
        Assert.Equal("complaint@simulator.amazonses.com", Text(Assert.Single(complaint.GetProperty("complainedRecipients").EnumerateArray()), "emailAddress"));
    }

    [Fact]
    public async Task Of_one_mail_to_many_each_event_names_those_whom_it_is_about()
    {
        await using var service = await Mails.ServiceAsync(_time);
        var everybody = (string[])["owner@example.org", "bounce@simulator.amazonses.com", "complaint@simulator.amazonses.com", "suppressionlist@simulator.amazonses.com"];
        await service.SendAsync(Mails.To(everybody));

        var events = await service.EventsAsync(_time);

        Assert.Equal(["Send", "Delivery", "Bounce", "Bounce", "Complaint"], events.Select(told => told.Type()));
        Assert.All(events, told => Assert.Equal(everybody, told.GetProperty("mail").GetProperty("destination").EnumerateArray().Select(to => to.GetString())));
        Assert.Equal([everybody[0], everybody[2]], events[1].GetProperty("delivery").GetProperty("recipients").EnumerateArray().Select(to => to.GetString()));
        Assert.Equal(everybody[1], Text(events[2].GetProperty("bounce").GetProperty("bouncedRecipients")[0], "emailAddress"));
        Assert.Equal(everybody[3], Text(events[3].GetProperty("bounce").GetProperty("bouncedRecipients")[0], "emailAddress"));
    }

    [Fact]
    public async Task Every_event_describes_its_mail_as_aws_does()
    {
        var mail = (await OfTypeAsync("Delivery", "success@simulator.amazonses.com")).GetProperty("mail");

        Assert.Equal(
            ["timestamp", "source", "sourceArn", "sendingAccountId", "messageId", "destination", "headersTruncated", "headers", "commonHeaders", "tags"],
            mail.EnumerateObject().Select(member => member.Name));
        Assert.Equal("arn:aws:ses:eu-central-1:000000000000:identity/example.com", Text(mail, "sourceArn"));
        Assert.Equal("Grüße 🙂", Text(mail.GetProperty("commonHeaders"), "subject"));
        Assert.Equal(
            ["ses:configuration-set", "ses:source-ip", "ses:from-domain", "ses:caller-identity", "ses:outgoing-ip", "attempt", "lane", "message"],
            mail.GetProperty("tags").EnumerateObject().Select(tag => tag.Name));
        var headers = mail.GetProperty("headers").EnumerateArray().ToDictionary(header => Text(header, "name"), header => Text(header, "value"), StringComparer.Ordinal);
        Assert.Equal("success@simulator.amazonses.com", headers["To"]);
        Assert.DoesNotContain("Message-Id", headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Long_headers_are_cut_off_and_that_is_said()
    {
        await using var service = await Mails.ServiceAsync(_time);
        var mail = Mails.Simple();
        mail["Content"]!["Simple"]!["Subject"]!["Data"] = new string('x', 11_000); // it is in the mail
        await service.SendAsync(mail);

        var told = (await service.EventsAsync(_time))[0].GetProperty("mail");

        Assert.True(told.GetProperty("headersTruncated").GetBoolean());
    }

    [Fact]
    public async Task The_product_reads_them_all()
    {
        await using var service = await Mails.ServiceAsync(_time);
        await service.SendAsync(Mails.To("bounce@simulator.amazonses.com", "complaint@simulator.amazonses.com"));
        _time.Advance(TimeSpan.FromMinutes(1));

        var kinds = new List<(FeedbackKind, string?)>();
        foreach (var record in await service.Get<QueueTable>().ReceiveAsync(QueueTable.Feedback, 10, TimeSpan.FromMinutes(1), Ct))
        {
            Assert.True(FeedbackJson.TryRead(record.Body, out var feedback, out var fault), fault);
            kinds.Add((feedback.Kind, feedback.Reason));
        }

        Assert.Equal([(FeedbackKind.Send, null), (FeedbackKind.Delivery, null), (FeedbackKind.Bounce, "permanent"), (FeedbackKind.Complaint, "abuse")], kinds);
    }

    private async Task<JsonElement> OfTypeAsync(string type, string recipient)
    {
        await using var service = await Mails.ServiceAsync(_time);
        await service.SendAsync(Mails.To(recipient));
        return Assert.Single(await service.EventsAsync(_time), told => told.Type() == type);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
