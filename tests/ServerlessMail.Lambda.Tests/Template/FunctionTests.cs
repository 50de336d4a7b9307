using System.Text.Json.Nodes;
using ServerlessMail.Core.Sending;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Tests.Template;

/// <summary>How the functions are set up.</summary>
public sealed class FunctionTests
{
    private static readonly SamTemplate Template = SamTemplate.Read();

    public static TheoryData<string> Functions => [.. SamTemplate.Functions.Keys];

    /// <summary>The program itself says which it reads; how it waits is for emulators, and the level of its log is Lambda's to set.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_variable_that_the_program_reads_is_set_and_no_other(string function)
    {
        var set = Deployment.VariablesOf(Template, function);
        var read = new SortedSet<string>(StringComparer.Ordinal);

        var settings = FunctionSettings.Read(name =>
        {
            read.Add(name);
            return set.GetValueOrDefault(name);
        });

        Assert.Equal(function, settings.Function.ToString().ToLowerInvariant());
        Assert.Equal(read.Except([Variables.Timings, Variables.LogLevel]), set.Keys.Where(name => name.StartsWith("SMAIL_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Variables_name_what_they_are_called_after(string function)
    {
        var variables = Template.Variables(function);
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SMAIL_FUNCTION"] = function,
            ["SMAIL_TABLE"] = "Table",
            ["SMAIL_SERVICE"] = "AWS::StackName",
            ["SMAIL_QUEUE_URGENT"] = "UrgentQueue",
            ["SMAIL_QUEUE_NORMAL"] = "NormalQueue",
            ["SMAIL_QUEUE_BULK"] = "BulkQueue",
            ["SMAIL_QUEUE_FEEDBACK"] = "FeedbackQueue",
            ["SMAIL_BUCKET"] = "AttachmentBucket",
            ["SMAIL_CONFIGURATION_SET"] = "ConfigurationSet",
            ["SMAIL_FEEDBACK_TOPIC"] = "FeedbackTopic",
            ["DOTNET_GCGen0MaxBudget"] = "200000",
            ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
            ["SSL_CERT_FILE"] = """{"Fn::If":["TrustsAmazonAlone","/var/task/amazon-roots.pem",{"Ref":"AWS::NoValue"}]}""",
            ["SSL_CERT_DIR"] = """{"Fn::If":["TrustsAmazonAlone","/var/task/no-others",{"Ref":"AWS::NoValue"}]}""",
            ["SMAIL_PUBLIC_URL"] = """{"Fn::If":["HasPublicUrl",{"Ref":"PublicUrl"},{"Ref":"AWS::NoValue"}]}""",
            ["SMAIL_TURNSTILE_SECRET"] = """{"Fn::If":["HasTurnstile",{"Ref":"TurnstileSecret"},{"Ref":"AWS::NoValue"}]}""",
        };

        Assert.All(variables.Where(pair => pair.Value != "AWS::NoValue"), pair => Assert.Equal(expected[pair.Key], pair.Value));
    }

    /// <summary>`sam local` hands over only what a template names; on AWS these must be absent, or the functions would look for an emulator.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void What_emulators_need_is_named_and_absent_on_AWS(string function)
    {
        var absent = Template.Variables(function).Where(pair => pair.Value == "AWS::NoValue").Select(pair => pair.Key);

        Assert.Equal(["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SESV2", "AWS_ENDPOINT_URL_SQS", "SMAIL_TIMINGS"], absent.Order(StringComparer.Ordinal));
    }

    /// <summary>The sender queues again what SES throttled: by default Lambda takes that for a loop and stops it, with the mail in the dead letters.</summary>
    [Fact]
    public void The_sender_may_put_mail_back_into_the_queue_that_invokes_it() =>
        Assert.Equal("Allow", SamTemplate.Text(Template.FunctionSetting("sender", "RecursiveLoop")));

    [Theory]
    [MemberData(nameof(Functions))]
    public void All_functions_are_one_program_on_either_runtime(string function)
    {
        Assert.Equal("src/ServerlessMail.Lambda", SamTemplate.Text(Template.FunctionSetting(function, "CodeUri")));
        Assert.Equal("bootstrap", SamTemplate.Text(Template.FunctionSetting(function, "Handler")));
        Assert.Equal("Runtime", SamTemplate.Text(Template.FunctionSetting(function, "Runtime")));
        Assert.Equal(["Architecture"], SamTemplate.Texts(Template.FunctionSetting(function, "Architectures")));
        Assert.Equal("makefile", SamTemplate.Text(Template.Resource(SamTemplate.Functions[function])["Metadata"]?["BuildMethod"]));
        Assert.Equal(["dotnet10", "provided.al2023"], SamTemplate.Texts(Template.Parameters["Runtime"]?["AllowedValues"]));
        Assert.Equal("arm64", SamTemplate.Text(Template.Parameters["Architecture"]?["Default"]));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_new_version_takes_over_behind_an_alias_and_watches_its_own_errors(string function)
    {
        var name = SamTemplate.Functions[function];
        var preference = Assert.IsType<JsonObject>(Template.FunctionSetting(function, "DeploymentPreference"));

        Assert.Equal("live", SamTemplate.Text(Template.FunctionSetting(function, "AutoPublishAlias")));
        Assert.Equal("true", SamTemplate.Text(Template.FunctionSetting(function, "AutoPublishAliasAllProperties")));
        Assert.Equal("DeploymentType", SamTemplate.Text(preference["Type"]));
        var alarm = SamTemplate.Text(preference["Alarms"]?["Fn::If"]?[1]?[0]);
        Assert.Equal(name, SamTemplate.Text(Template.Properties(alarm)["Dimensions"]?[0]?["Value"]));
        Assert.Equal("Errors", SamTemplate.Text(Template.Properties(alarm)["MetricName"]));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Logs_are_JSON_in_a_group_of_its_own_and_traces_are_on(string function)
    {
        var logging = Assert.IsType<JsonObject>(Template.FunctionSetting(function, "LoggingConfig"));
        var group = Template.Resource(SamTemplate.Text(logging["LogGroup"]));

        Assert.Equal("JSON", SamTemplate.Text(logging["LogFormat"]));
        Assert.Equal("ApplicationLogLevel", SamTemplate.Text(logging["ApplicationLogLevel"]));
        Assert.Equal("AWS::Logs::LogGroup", SamTemplate.Text(group["Type"]));
        Assert.EndsWith($"-{function}", SamTemplate.Text(group["Properties"]?["LogGroupName"]), StringComparison.Ordinal);
        Assert.Equal("Tracing", SamTemplate.Text(Template.FunctionSetting(function, "Tracing")));
    }

    [Fact]
    public void Every_log_group_forgets() =>
        Assert.All(Template.OfType("AWS::Logs::LogGroup"), group => Assert.Equal("LogRetentionDays", SamTemplate.Text(group.Value["Properties"]?["RetentionInDays"])));

    [Fact]
    public void The_sender_outlives_the_record_of_its_last_call_and_is_over_before_it_is_taken_for_dead()
    {
        var timeout = TimeSpan.FromSeconds(SamTemplate.Number(Template.FunctionSetting("sender", "Timeout")));

        Assert.InRange(timeout, SendTimings.Aws.SendWithin + (2 * SendTimings.Aws.CallTimeout), SendTimings.Aws.ClaimExpires - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void The_sweeper_runs_every_minute_and_a_failed_run_is_the_next_ones_to_mend()
    {
        var sweeper = Template.Properties("SweeperFunction");
        var minutely = sweeper["Events"]?["EveryMinute"];

        Assert.Equal("ScheduleV2", SamTemplate.Text(minutely?["Type"]));
        Assert.Equal("rate(1 minute)", SamTemplate.Text(minutely?["Properties"]?["ScheduleExpression"]));
        Assert.Equal("OFF", SamTemplate.Text(minutely?["Properties"]?["FlexibleTimeWindow"]?["Mode"]));
        Assert.Equal(0, SamTemplate.Number(minutely?["Properties"]?["RetryPolicy"]?["MaximumRetryAttempts"]));
        Assert.Equal(0, SamTemplate.Number(sweeper["EventInvokeConfig"]?["MaximumRetryAttempts"]));
        // Two stacks of one account would fight over a schedule that is called like the event.
        Assert.Contains("${AWS::StackName}", SamTemplate.Text(minutely?["Properties"]?["Name"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Concurrency_is_reserved_only_when_asked_for_and_never_below_what_the_mappings_may_run()
    {
        var reserved = Template.FunctionSetting("sender", "ReservedConcurrentExecutions")?["Fn::If"];
        Assert.Equal("ReservesConcurrency", SamTemplate.Text(reserved?[0]));
        Assert.Equal("""["SenderConcurrency",{"Ref":"LaneConcurrency"},"Reserved"]""", reserved?[1]?["Fn::FindInMap"]?.ToJsonString());
        Assert.Equal("AWS::NoValue", SamTemplate.Text(reserved?[2]));
        Assert.Equal("no", SamTemplate.Text(Template.Parameters["ReserveConcurrency"]?["Default"]));
        Assert.All(["api", "feedback", "sweeper"], function => Assert.Null(Template.FunctionSetting(function, "ReservedConcurrentExecutions")));

        var mappings = Assert.IsType<JsonObject>(Template.FunctionSetting("sender", "Events")).Count;
        var map = Assert.IsType<JsonObject>(Template.Section("Mappings")["SenderConcurrency"]);
        Assert.Equal(SamTemplate.Texts(Template.Parameters["LaneConcurrency"]?["AllowedValues"]), map.Select(row => row.Key));
        Assert.All(map, row => Assert.True(SamTemplate.Number(row.Value?["Reserved"]) >= mappings * int.Parse(row.Key), $"LaneConcurrency {row.Key}"));
    }
}
