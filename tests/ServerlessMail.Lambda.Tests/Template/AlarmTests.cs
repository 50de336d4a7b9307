using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessMail.Core.Figures;
using ServerlessMail.Lambda.Metrics;
using ServerlessMail.Lambda.Sweeper;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>What wakes somebody up, and what it tells him.</summary>
public sealed partial class AlarmTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    private static IReadOnlyList<KeyValuePair<string, JsonObject>> All => Template.OfType("AWS::CloudWatch::Alarm");

    [Fact]
    public void What_can_go_wrong_has_an_alarm() => Assert.Equal(
        [
            "AccountStaleAlarm: ServerlessMail AccountAgeSeconds > 900 missing=breaching",
            "ApiErrorsAlarm: AWS/Lambda Errors > 0 missing=notBreaching",
            "ApiServerErrorsAlarm: AWS/ApiGateway 5xx >= 5 missing=notBreaching",
            "ApiThrottlesAlarm: AWS/Lambda Throttles > 0 missing=notBreaching",
            "BounceRateAlarm: AWS/SES Reputation.BounceRate >= BounceRateLimit missing=ignore",
            "BulkAgeAlarm: AWS/SQS ApproximateAgeOfOldestMessage > 3600 missing=notBreaching",
            "BulkDeadLettersAlarm: AWS/SQS ApproximateNumberOfMessagesVisible > 0 missing=notBreaching",
            "ComplaintRateAlarm: AWS/SES Reputation.ComplaintRate >= ComplaintRateLimit missing=ignore",
            "FeedbackAgeAlarm: AWS/SQS ApproximateAgeOfOldestMessage > 300 missing=notBreaching",
            "FeedbackDeadLettersAlarm: AWS/SQS ApproximateNumberOfMessagesVisible > 0 missing=notBreaching",
            "FeedbackErrorsAlarm: AWS/Lambda Errors > 0 missing=notBreaching",
            "FeedbackThrottlesAlarm: AWS/Lambda Throttles > 0 missing=notBreaching",
            "NormalAgeAlarm: AWS/SQS ApproximateAgeOfOldestMessage > 1200 missing=notBreaching",
            "NormalDeadLettersAlarm: AWS/SQS ApproximateNumberOfMessagesVisible > 0 missing=notBreaching",
            "PausedAlarm: ServerlessMail Paused >= 1 missing=ignore",
            "SenderErrorsAlarm: AWS/Lambda Errors > 0 missing=notBreaching",
            "SenderThrottlesAlarm: AWS/Lambda Throttles > 0 missing=notBreaching",
            "SweeperErrorsAlarm: AWS/Lambda Errors > 0 missing=notBreaching",
            "SweeperThrottlesAlarm: AWS/Lambda Throttles > 0 missing=notBreaching",
            "UrgentAgeAlarm: AWS/SQS ApproximateAgeOfOldestMessage > 300 missing=notBreaching",
            "UrgentDeadLettersAlarm: AWS/SQS ApproximateNumberOfMessagesVisible > 0 missing=notBreaching",
            "WaitingForOperatorAlarm: ServerlessMail WaitingForOperator > 0 missing=notBreaching",
        ],
        All.Select(Line).Order(StringComparer.Ordinal));

    [Fact]
    public void An_alarm_looks_at_what_it_is_called_after() => Assert.All(All, alarm =>
    {
        var dimensions = alarm.Value["Properties"]?["Dimensions"]?.AsArray().Select(of => $"{SamTemplate.Text(of?["Name"])}={SamTemplate.Text(of?["Value"])}") ?? [];
        var name = alarm.Key[..^"Alarm".Length];
        string[] expected = SamTemplate.Text(alarm.Value["Properties"]?["Namespace"]) switch
        {
            "AWS/Lambda" => [$"FunctionName={name.Replace("Errors", "", StringComparison.Ordinal).Replace("Throttles", "", StringComparison.Ordinal)}Function"],
            "AWS/SQS" when name.EndsWith("Age", StringComparison.Ordinal) => [$"QueueName={name[..^"Age".Length]}Queue.QueueName"],
            "AWS/SQS" => [$"QueueName={name}.QueueName"],
            "AWS/ApiGateway" => ["ApiId=HttpApi"],
            "ServerlessMail" => ["Service=AWS::StackName"],
            _ => [],
        };
        Assert.Equal(expected, dimensions);
    });

    [Fact]
    public void An_alarm_says_what_it_means_and_what_to_do_and_tells_somebody() => Assert.All(All, alarm =>
    {
        var properties = alarm.Value["Properties"];
        Assert.Equal("HasAlarms", SamTemplate.Text(alarm.Value["Condition"]));
        Assert.InRange(SamTemplate.Text(properties?["AlarmDescription"]).Length, 80, 1024);
        var told = """{"Fn::If":["HasOwnAlarmTopic",{"Ref":"AlarmTopicArn"},{"Ref":"AlarmTopic"}]}""";
        Assert.Equal([told], SamTemplate.Texts(properties?["AlarmActions"]));
        Assert.Equal([told], SamTemplate.Texts(properties?["OKActions"]));
    });

    [Fact]
    public void Each_alarm_stands_in_the_guide()
    {
        var guide = File.ReadAllText(Path.Combine(Path.GetDirectoryName(SamTemplate.Path) ?? "", "docs", "deploying.md"));

        Assert.All(All, alarm => Assert.Contains($"`{alarm.Key}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Alarms_are_mailed_where_an_address_is_given()
    {
        Assert.Equal("AlarmEmail", SamTemplate.Text(Template.Properties("AlarmSubscription")["Endpoint"]));
        Assert.Equal("email", SamTemplate.Text(Template.Properties("AlarmSubscription")["Protocol"]));
        Assert.Equal("MailsAlarms", SamTemplate.Text(Template.Resource("AlarmSubscription")["Condition"]));
        Assert.Equal("MakesAlarmTopic", SamTemplate.Text(Template.Resource("AlarmTopic")["Condition"]));
    }

    [Fact]
    public void The_dashboard_is_JSON_and_has_the_mail_the_queues_the_quota_and_the_cold_starts()
    {
        var body = SamTemplate.Text(Template.Properties("MailDashboard")["DashboardBody"]);
        // What CloudFormation puts in is a word or a number: a number fits everywhere.
        var json = JsonNode.Parse(Placeholder().Replace(body, "1"));
        var metrics = Assert.IsType<JsonArray>(json?["widgets"])
            .SelectMany(widget => Assert.IsType<JsonArray>(widget?["properties"]?["metrics"]))
            .Select(metric => $"{SamTemplate.Text(metric?[0])} {SamTemplate.Text(metric?[1])}")
            .ToHashSet(StringComparer.Ordinal);

        Assert.Superset(Told().Select(name => $"ServerlessMail {name}").Except(["ServerlessMail AccountAgeSeconds"]).ToHashSet(StringComparer.Ordinal), metrics);
        Assert.Superset(
            new HashSet<string>(
                [
                    "AWS/SQS ApproximateAgeOfOldestMessage", "AWS/SQS ApproximateNumberOfMessagesVisible", "AWS/SES Send", "AWS/SES Reputation.BounceRate",
                    "AWS/ApiGateway Latency", "AWS/ApiGateway 5xx", "AWS/Lambda Duration", "AWS/Lambda Errors", "AWS/Lambda Throttles",
                ],
                StringComparer.Ordinal),
            metrics);
        AssertTold(metrics);
    }

    [Fact]
    public void An_alarm_looks_at_no_figure_that_the_program_does_not_tell() => AssertTold(
        All.Select(alarm => $"{SamTemplate.Text(alarm.Value["Properties"]?["Namespace"])} {SamTemplate.Text(alarm.Value["Properties"]?["MetricName"])}"));

    private static void AssertTold(IEnumerable<string> metrics)
    {
        var told = Told().ToHashSet(StringComparer.Ordinal);
        Assert.All(
            metrics.Where(metric => metric.StartsWith($"{EmbeddedMetrics.Namespace} ", StringComparison.Ordinal)),
            metric => Assert.Contains(metric.Split(' ')[1], told));
    }

    /// <summary>What the program counts, and what the sweeper tells.</summary>
    private static List<string> Told()
    {
        var told = new List<string> { "ColdStart", ServiceFigures.Paused, ServiceFigures.ScopesStopped, ServiceFigures.AccountAgeSeconds, ServiceFigures.WaitingForOperator };
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == MailFigures.MeterName)
                told.Add(instrument.Name);
        };
        RuntimeHelpers.RunClassConstructor(typeof(MailFigures).TypeHandle);
        listener.Start();
        return told;
    }

    [GeneratedRegex(@"\$\{[A-Za-z.:]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    private static string Line(KeyValuePair<string, JsonObject> alarm)
    {
        var of = alarm.Value["Properties"];
        var sign = SamTemplate.Text(of?["ComparisonOperator"]) switch
        {
            "GreaterThanThreshold" => ">",
            "GreaterThanOrEqualToThreshold" => ">=",
            var other => other,
        };
        return $"{alarm.Key}: {SamTemplate.Text(of?["Namespace"])} {SamTemplate.Text(of?["MetricName"])} {sign} {SamTemplate.Text(of?["Threshold"])} missing={SamTemplate.Text(of?["TreatMissingData"])}";
    }
}
