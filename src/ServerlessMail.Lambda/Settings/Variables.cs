using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Lambda.Settings;

/// <summary>The names of the environment variables, and the words that some of them take. The template sets them; a test compares.</summary>
internal static class Variables
{
    public const string Function = "SMAIL_FUNCTION";
    public const string Table = "SMAIL_TABLE";
    public const string QueueUrgent = "SMAIL_QUEUE_URGENT";
    public const string QueueNormal = "SMAIL_QUEUE_NORMAL";
    public const string QueueBulk = "SMAIL_QUEUE_BULK";
    public const string QueueFeedback = "SMAIL_QUEUE_FEEDBACK";
    public const string Bucket = "SMAIL_BUCKET";
    public const string ConfigurationSet = "SMAIL_CONFIGURATION_SET";
    public const string FeedbackTopic = "SMAIL_FEEDBACK_TOPIC";
    public const string PublicUrl = "SMAIL_PUBLIC_URL";
    public const string TurnstileSecret = "SMAIL_TURNSTILE_SECRET";
    public const string Timings = "SMAIL_TIMINGS";
    public const string Service = "SMAIL_SERVICE";

    /// <summary>Set by Lambda from the function's logging configuration.</summary>
    public const string LogLevel = "AWS_LAMBDA_LOG_LEVEL";

    public static readonly (string Word, FunctionKind Value)[] Functions =
        [("api", FunctionKind.Api), ("sender", FunctionKind.Sender), ("feedback", FunctionKind.Feedback), ("sweeper", FunctionKind.Sweeper)];

    public static readonly (string Word, SendTimings Value)[] KnownTimings = [("aws", SendTimings.Aws), ("local", SendTimings.Local)];

    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html</summary>
    public static readonly (string Word, LogLevel Value)[] LogLevels =
    [
        ("trace", Microsoft.Extensions.Logging.LogLevel.Trace),
        ("debug", Microsoft.Extensions.Logging.LogLevel.Debug),
        ("info", Microsoft.Extensions.Logging.LogLevel.Information),
        ("warn", Microsoft.Extensions.Logging.LogLevel.Warning),
        ("error", Microsoft.Extensions.Logging.LogLevel.Error),
        ("fatal", Microsoft.Extensions.Logging.LogLevel.Critical),
    ];
}
