using Microsoft.Extensions.Logging;
using ServerlessMail.Aws;
using ServerlessMail.Core.Sending;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Tests.Settings;

public class FunctionSettingsTests
{
    [Fact]
    public void Each_function_reads_what_it_needs()
    {
        var api = SampleEnvironment.Read("api");
        Assert.Equal(FunctionKind.Api, api.Function);
        Assert.Equal("mail", api.Aws.Table);
        Assert.EndsWith("/mail-urgent", api.Aws.QueueUrgent.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("https://mail.example.com/", api.PublicUrl?.AbsoluteUri);
        Assert.Equal("mail-prod", api.Service);
        Assert.Equal(SendTimings.Aws, api.Timings);
        Assert.Equal("0x4AAAAAAA-secret", api.Turnstile?.Secret);
        Assert.DoesNotContain("0x4AAAAAAA-secret", api.ToString(), StringComparison.Ordinal);
        Assert.Equal("mail", SampleEnvironment.Read("sender").ConfigurationSet);
        Assert.EndsWith("/mail-feedback", SampleEnvironment.Read("sweeper").Aws.QueueFeedback?.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(SampleEnvironment.Topic, SampleEnvironment.Read("feedback").FeedbackTopic);
    }

    [Theory]
    [InlineData("api", Variables.Table, Variables.QueueUrgent, Variables.QueueNormal, Variables.QueueBulk)]
    [InlineData("sender", Variables.Table, Variables.QueueUrgent, Variables.QueueNormal, Variables.QueueBulk, Variables.ConfigurationSet)]
    [InlineData("feedback", Variables.Table, Variables.FeedbackTopic)]
    [InlineData("sweeper", Variables.Table, Variables.QueueUrgent, Variables.QueueNormal, Variables.QueueBulk, Variables.QueueFeedback)]
    public void All_that_a_function_needs_and_has_not_is_named_at_once(string function, params string[] needed)
    {
        var fault = Assert.Throws<SettingsException>(() => SampleEnvironment.Read(new Dictionary<string, string>(StringComparer.Ordinal) { [Variables.Function] = function }));
        Assert.Equal(needed, fault.Faults.Select(one => one.Split(' ')[0]));
        Assert.All(needed, name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("api", Variables.ConfigurationSet)]
    [InlineData("api", Variables.QueueFeedback)]
    [InlineData("feedback", Variables.QueueUrgent)]
    [InlineData("sender", Variables.FeedbackTopic)]
    public void What_a_function_has_no_use_for_it_does_not_read(string function, string name)
    {
        var environment = SampleEnvironment.Of(function);
        environment[name] = "anything \n at all";
        Assert.Equal("mail", SampleEnvironment.Read(environment).Aws.Table);
    }

    [Theory]
    [InlineData("api", Variables.Function, "mailer")]
    [InlineData("api", Variables.Function, "")]
    [InlineData("api", Variables.Table, "a")]
    [InlineData("api", Variables.Table, "arn:aws:dynamodb:eu-central-1:1:table/mail")]
    [InlineData("api", Variables.QueueUrgent, "mail-urgent")]
    [InlineData("api", Variables.QueueNormal, "ftp://sqs.example/1/q")]
    [InlineData("api", Variables.QueueBulk, "https://sqs.eu-central-1.amazonaws.com")]
    [InlineData("api", Variables.PublicUrl, "mail.example.com")]
    [InlineData("api", Variables.PublicUrl, "https://user@mail.example.com")]
    [InlineData("api", Variables.PublicUrl, "https://mail.example.com/?a=b")]
    [InlineData("api", Variables.TurnstileSecret, "0x4AAAAAAA secret")]
    [InlineData("api", Variables.Timings, "fast")]
    [InlineData("api", Variables.LogLevel, "loud")]
    [InlineData("api", Variables.Service, "two\nlines")]
    [InlineData("sender", Variables.ConfigurationSet, "with blank")]
    [InlineData("sender", Variables.ConfigurationSet, "12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("feedback", Variables.FeedbackTopic, "arn:aws:sqs:eu-central-1:1:feedback")]
    [InlineData("feedback", Variables.FeedbackTopic, "feedback")]
    [InlineData("sweeper", Variables.QueueFeedback, "http://")]
    public void A_wrong_value_is_refused_by_name_and_not_repeated(string function, string name, string value)
    {
        var environment = SampleEnvironment.Of(function);
        environment[name] = value;
        var fault = Assert.Throws<SettingsException>(() => SampleEnvironment.Read(environment));
        Assert.StartsWith(name, Assert.Single(fault.Faults), StringComparison.Ordinal);
        if (value.Length > 8)
            Assert.DoesNotContain(value, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Variables.PublicUrl)]
    [InlineData(Variables.TurnstileSecret)]
    [InlineData(Variables.Timings)]
    [InlineData(Variables.Service)]
    [InlineData(Variables.LogLevel)]
    public void An_empty_variable_is_one_that_is_not_set(string name)
    {
        var environment = SampleEnvironment.Of("api");
        environment[name] = "";
        var settings = SampleEnvironment.Read(environment);
        Assert.Equal(LogLevel.Information, settings.LogLevel);
        Assert.Equal(name == Variables.Service ? "mail" : "mail-prod", settings.Service);
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("warn", LogLevel.Warning)]
    [InlineData("FATAL", LogLevel.Critical)]
    public void The_log_level_is_the_one_that_Lambda_is_configured_with(string word, LogLevel level)
    {
        var environment = SampleEnvironment.Of("api");
        environment[Variables.LogLevel] = word;
        Assert.Equal(level, SampleEnvironment.Read(environment).LogLevel);
    }

    [Fact]
    public void Emulators_may_have_short_waits()
    {
        var environment = SampleEnvironment.Of("sender");
        environment[Variables.Timings] = "local";
        Assert.Equal(SendTimings.Local, SampleEnvironment.Read(environment).Timings);
    }

    [Fact]
    public void The_feedback_function_has_no_queue_of_a_lane() =>
        Assert.Equal(AwsOptions.NoQueue, SampleEnvironment.Read("feedback").Aws.QueueUrgent);
}
