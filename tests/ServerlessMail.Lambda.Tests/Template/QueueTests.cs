using System.Text.Json.Nodes;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>The lanes' queues, the feedback queue, their dead letters, and what receives from them.</summary>
public sealed class QueueTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    public static TheoryData<string> Names => ["Urgent", "Normal", "Bulk", "Feedback"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_record_that_is_worked_on_stays_hidden_for_six_times_the_functions_timeout_and_the_batch_window(string name)
    {
        var mapping = Mapping(name);
        var timeout = SamTemplate.Number(Template.FunctionSetting(name == "Feedback" ? "feedback" : "sender", "Timeout"));
        var window = SamTemplate.Number(mapping["MaximumBatchingWindowInSeconds"]);

        Assert.True(SamTemplate.Number(Template.Properties($"{name}Queue")["VisibilityTimeout"]) >= (6 * timeout) + window);
    }

    [Fact]
    public void A_failed_record_of_the_feedback_comes_back_well_before_uncertain_mail_is_judged() => Assert.True(
        SamTemplate.Number(Template.Properties("FeedbackQueue")["VisibilityTimeout"]) <= Core.Sending.SendTimings.Aws.QuietTime.TotalSeconds / 2);

    [Theory]
    [MemberData(nameof(Names))]
    public void Poison_is_put_aside_after_ten_tries_or_more_where_no_other_queue_can_put_anything(string name)
    {
        var queue = Template.Properties($"{name}Queue");
        var dead = Template.Properties($"{name}DeadLetters");

        Assert.True(SamTemplate.Number(queue["RedrivePolicy"]?["maxReceiveCount"]) >= 10);
        Assert.Equal($"{name}DeadLetters.Arn", SamTemplate.Text(queue["RedrivePolicy"]?["deadLetterTargetArn"]));
        Assert.Equal("byQueue", SamTemplate.Text(dead["RedriveAllowPolicy"]?["redrivePermission"]));
        Assert.Equal(
            [$"arn:${{AWS::Partition}}:sqs:${{AWS::Region}}:${{AWS::AccountId}}:{SamTemplate.Text(queue["QueueName"])}"],
            SamTemplate.Texts(dead["RedriveAllowPolicy"]?["sourceQueueArns"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Records_are_encrypted_and_dead_letters_outlive_the_queues_own(string name)
    {
        var queue = Template.Properties($"{name}Queue");
        var dead = Template.Properties($"{name}DeadLetters");

        Assert.All([queue, dead], of => Assert.Equal("true", SamTemplate.Text(of["SqsManagedSseEnabled"])));
        Assert.Equal(4 * 24 * 3600, SamTemplate.Number(queue["MessageRetentionPeriod"]));
        Assert.Equal(14 * 24 * 3600, SamTemplate.Number(dead["MessageRetentionPeriod"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_failed_record_fails_alone_and_only_so_many_functions_run_at_once(string name)
    {
        var mapping = Mapping(name);
        var most = SamTemplate.Text(mapping["ScalingConfig"]?["MaximumConcurrency"]);
        var parameter = Template.Parameters[most];

        Assert.Equal(["ReportBatchItemFailures"], SamTemplate.Texts(mapping["FunctionResponseTypes"]));
        Assert.Equal($"{name}Queue.Arn", SamTemplate.Text(mapping["Queue"]));
        // SQS takes 2 to 1000.
        var least = parameter?["AllowedValues"] is JsonArray values ? values.Min(SamTemplate.Number) : SamTemplate.Number(parameter?["MinValue"]);
        Assert.True(least >= 2, most);
        Assert.True(SamTemplate.Number(parameter?["Default"]) >= least);
    }

    [Theory]
    [InlineData("Urgent", 10, 0)]
    [InlineData("Normal", 10, 0)]
    [InlineData("Bulk", 10, 0)]
    [InlineData("Feedback", 100, 20)]
    public void Mail_waits_for_no_company_and_feedback_for_twenty_seconds(string name, int batch, int window)
    {
        var mapping = Mapping(name);

        Assert.Equal(batch, SamTemplate.Number(mapping["BatchSize"]));
        Assert.Equal(window, SamTemplate.Number(mapping["MaximumBatchingWindowInSeconds"]));
    }

    [Fact]
    public void Every_queue_is_one_of_these() => Assert.Equal(
        Names.SelectMany(name => (string[])[$"{name.Data}DeadLetters", $"{name.Data}Queue"]).Order(StringComparer.Ordinal),
        Template.OfType("AWS::SQS::Queue").Select(queue => queue.Key).Order(StringComparer.Ordinal));

    private static JsonObject Mapping(string name)
    {
        var function = name == "Feedback" ? "FeedbackFunction" : "SenderFunction";
        var mapping = Template.Properties(function)["Events"]?[name];
        Assert.Equal("SQS", SamTemplate.Text(mapping?["Type"]));
        return Assert.IsType<JsonObject>(mapping?["Properties"]);
    }
}
