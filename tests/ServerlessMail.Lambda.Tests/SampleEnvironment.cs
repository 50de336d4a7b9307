using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Tests;

/// <summary>The environment of each function as the template sets it; a test says what is different in its case.</summary>
internal static class SampleEnvironment
{
    public const string Topic = "arn:aws:sns:eu-central-1:1:feedback";

    private const string Queues = "https://sqs.eu-central-1.amazonaws.com/123456789012/";

    public static Dictionary<string, string> Of(string function) => new(StringComparer.Ordinal)
    {
        [Variables.Function] = function,
        [Variables.Table] = "mail",
        [Variables.QueueUrgent] = $"{Queues}mail-urgent",
        [Variables.QueueNormal] = $"{Queues}mail-normal",
        [Variables.QueueBulk] = $"{Queues}mail-bulk",
        [Variables.QueueFeedback] = $"{Queues}mail-feedback",
        [Variables.ConfigurationSet] = "mail",
        [Variables.FeedbackTopic] = Topic,
        [Variables.PublicUrl] = "https://mail.example.com",
        [Variables.TurnstileSecret] = "0x4AAAAAAA-secret",
        [Variables.Service] = "mail-prod",
    };

    public static FunctionSettings Read(IReadOnlyDictionary<string, string> environment) => FunctionSettings.Read(environment.GetValueOrDefault);

    public static FunctionSettings Read(string function) => Read(Of(function));
}
