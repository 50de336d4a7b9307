using System.Text.Json;
using CsCheck;
using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Core.Tests.Feedback;

public class FeedbackJsonTests
{
    private const string Mail = """
        {"timestamp":"2026-11-24T04:00:00.000Z","messageId":"ses-1","source":"forms@example.com","destination":["owner@example.com"],
         "tags":{"message":["01KB0000000000000000000000"],"attempt":["2"],"lane":["normal"],"ses:caller-identity":["smail"]}}
        """;

    [Theory]
    [InlineData("Send", """ "send":{} """, FeedbackKind.Send, null)]
    [InlineData("Delivery", """ "delivery":{"recipients":["owner@example.com"]} """, FeedbackKind.Delivery, null)]
    [InlineData("Bounce", """ "bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[]} """, FeedbackKind.Bounce, "permanent")]
    [InlineData("Complaint", """ "complaint":{"complaintFeedbackType":"not-spam","complainedRecipients":[]} """, FeedbackKind.Complaint, "not-spam")]
    [InlineData("Complaint", """ "complaint":{"complainedRecipients":[]} """, FeedbackKind.Complaint, null)]
    [InlineData("DeliveryDelay", """ "deliveryDelay":{"delayType":"MailboxFull","delayedRecipients":[]} """, FeedbackKind.DeliveryDelay, null)]
    [InlineData("Rendering Failure", """ "failure":{"templateName":"t","errorMessage":"m"} """, FeedbackKind.RenderingFailure, "rendering-failure")]
    [InlineData("Reject", """ "reject":{"reason":"Bad content"} """, FeedbackKind.Reject, "ses-reject")]
    public void An_event_reads_with_its_message_and_attempt(string type, string of, FeedbackKind kind, string? reason)
    {
        Assert.True(FeedbackJson.TryRead(Envelope($$"""{"eventType":"{{type}}","mail":{{Mail}},{{of}}}"""), out var feedback, out _));

        Assert.Equal((kind, "01KB0000000000000000000000", 2, "ses-1", reason),
            (feedback.Kind, feedback.Message.ToString(), feedback.Attempt, feedback.SesMessageId, feedback.Reason));
    }

    [Theory]
    [InlineData("""{"eventType":"Open","mail":{},"open":{}}""", "not-followed")]
    [InlineData("""{"eventType":"Send","mail":{"tags":{}},"send":{}}""", "no-message-tag")]
    [InlineData("""{"eventType":"Send","mail":{"tags":{"message":["../etc/passwd"]}}}""", "no-message-tag")]
    [InlineData("""{"notificationType":"Bounce","mail":{}}""", "identity-notification")]
    [InlineData("""{"eventType":"Click","mail":{},"click":{}}""", "not-followed")]
    [InlineData("""{"eventType":"Subscription","mail":{},"subscription":{}}""", "not-followed")]
    [InlineData("""{"eventType":7,"mail":{}}""", "malformed")]
    [InlineData("""{"eventType":"Send","mail":{"tags":{"message":[7]}}}""", "malformed")]
    [InlineData("""{"eventType":"Send","mail":{"tags":{"message":["01KB0000000000000000000000"]},"messageId":"ses-1"}}""", "malformed")]
    [InlineData("Successfully validated SNS topic for Amazon SES event publishing.", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("", "malformed")]
    public void What_is_none_of_ours_says_why(string message, string fault)
    {
        Assert.False(FeedbackJson.TryRead(Envelope(message), out _, out var told));

        Assert.Equal(fault, told);
    }

    [Theory]
    [InlineData("""{"Type":"SubscriptionConfirmation","SubscribeURL":"https://example.com/confirm"}""", "not-a-notification")]
    [InlineData("""{"Message":"{}"}""", "malformed")]
    [InlineData("01KB0000000000000000000000", "malformed")]
    [InlineData("null", "malformed")]
    [InlineData("", "malformed")]
    public void What_is_no_envelope_of_a_notification_says_why(string record, string fault)
    {
        Assert.False(FeedbackJson.TryRead(record, out _, out var told));

        Assert.Equal(fault, told);
    }

    [Fact]
    public void A_record_longer_than_any_queue_takes_is_not_read()
    {
        Assert.False(FeedbackJson.TryRead(new string('[', (1024 * 1024) + 1), out _, out var told));

        Assert.Equal("oversized", told);
    }

    [Fact]
    public void A_personal_word_in_place_of_a_code_is_left_out()
    {
        Assert.True(FeedbackJson.TryRead(
            Envelope($$"""{"eventType":"Bounce","mail":{{Mail}},"bounce":{"bounceType":"ada@example.org is full"} }"""), out var feedback, out _));

        Assert.Null(feedback.Reason);
    }

    [Fact]
    public void No_record_crashes_the_reader() => Gen.Select(Gen.Int[0, Envelope("").Length + 400], Gen.Char).Sample((at, with) =>
    {
        var whole = Envelope($$"""{"eventType":"Bounce","mail":{{Mail}},"bounce":{"bounceType":"Permanent"} }""");
        var broken = at < whole.Length ? whole[..at] + with + whole[(at + 1)..] : whole[..(at % whole.Length)];
        Assert.True(FeedbackJson.TryRead(broken, out var feedback, out var fault) ? feedback is not null : fault is not null);
    });

    private static string Envelope(string message) =>
        $$"""{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:eu-west-1:1:t","Message":{{JsonSerializer.Serialize(message)}}}""";
}
