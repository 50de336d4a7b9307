using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Lambda.Tests.Feedback;

public sealed class FeedbackFunctionTests : IDisposable
{
    private readonly Function _function = new("feedback");

    public void Dispose() => _function.Dispose();

    [Fact]
    public async Task What_SES_tells_stands_in_the_trail_and_is_counted()
    {
        var id = await _function.SendAsync();
        var answer = await RecordAsync(Told(FeedbackKind.Send, id), Told(FeedbackKind.Bounce, id));
        Assert.Empty(answer.BatchItemFailures);
        Assert.Contains(_function.Find(id).Trail, known => known.Kind == TrailKind.Bounced);
        Assert.Equal(1, _function.Figures["Bounced"]);
    }

    [Fact]
    public async Task The_same_event_again_is_not_counted_again()
    {
        var id = await _function.SendAsync();
        await RecordAsync(Told(FeedbackKind.Delivery, id));
        await RecordAsync(Told(FeedbackKind.Delivery, id));
        Assert.Single(_function.Lines, line => line.TryGetProperty("Delivered", out _));
    }

    [Fact]
    public async Task An_event_of_another_topic_is_passed_over()
    {
        var id = await _function.QueueAsync();
        var forged = Told(FeedbackKind.Complaint, id).Replace(SampleEnvironment.Topic, "arn:aws:sns:eu-central-1:666:feedback", StringComparison.Ordinal);
        Assert.Empty((await RecordAsync(forged)).BatchItemFailures);
        Assert.Equal(MessageStatus.Accepted, _function.Find(id).Status);
        Assert.Contains(_function.Lines, line => line.TryGetProperty("reason", out var reason) && reason.GetString() == "foreign-topic");
    }

    [Fact]
    public async Task An_envelope_without_a_topic_is_passed_over()
    {
        var id = await _function.QueueAsync();
        var forged = Told(FeedbackKind.Complaint, id).Replace("\"TopicArn\"", "\"Topic\"", StringComparison.Ordinal);
        Assert.Empty((await RecordAsync(forged)).BatchItemFailures);
        Assert.Equal(MessageStatus.Accepted, _function.Find(id).Status);
    }

    [Fact]
    public async Task With_the_table_out_of_reach_what_could_not_be_read_is_done_with_and_the_rest_comes_back()
    {
        var id = await _function.QueueAsync();
        _function.Store.Messages.Door.Shut();
        Assert.Equal(["record-1"], SampleBatch.FailedIn(await RecordAsync("no JSON", Told(FeedbackKind.Delivery, id))));
    }

    [Fact]
    public async Task No_line_has_an_address_in_it()
    {
        var id = await _function.QueueAsync();
        await RecordAsync(Told(FeedbackKind.Bounce, id), "ada@example.org", SampleFeedback.Envelope("{\"eventType\":\"Bounce\",\"mail\":\"ada@example.org\"}"));
        Assert.All(_function.Lines, line => Assert.DoesNotContain("@", line.GetRawText(), StringComparison.Ordinal));
    }

    private static string Told(FeedbackKind kind, MessageId id) => SampleFeedback.Record(kind, id, Function.Start);

    private Task<SQSBatchResponse> RecordAsync(params string[] bodies) =>
        _function.RunAsync(() => _function.Feedback.HandleAsync(SampleBatch.Of("mail-feedback", bodies), new InvocationContext()));
}
