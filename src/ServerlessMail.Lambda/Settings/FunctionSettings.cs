using Microsoft.Extensions.Logging;
using ServerlessMail.Aws;
using ServerlessMail.Core.Sending;
using ServerlessMail.Http.Turnstile;

namespace ServerlessMail.Lambda.Settings;

/// <summary>All that a function is told by its environment, read once and checked. docs/configuration.md lists the variables.</summary>
/// <param name="Function">Which function this process is.</param>
/// <param name="Aws">The table and the queues; <see cref="AwsOptions.NoQueue"/> for those that the function has nothing to do with.</param>
internal sealed record FunctionSettings(FunctionKind Function, AwsOptions Aws)
{
    /// <summary>
    /// Amazon Linux's list of authorities. The function trusts AWS's own alone (SSL_CERT_FILE), and Cloudflare's certificate is by none of those; the list is
    /// read when Cloudflare is asked for the first time.
    /// </summary>
    private const string Authorities = "/etc/pki/tls/certs/ca-bundle.crt";

    /// <summary>By which the metrics of one deployment are told from another's; the table's name where nothing else is said.</summary>
    public string Service { get; init; } = Aws.Table;

    /// <summary>The configuration set whose events come back as feedback.</summary>
    public string? ConfigurationSet { get; init; }

    /// <summary>The ARN of the only topic whose feedback is believed.</summary>
    public string? FeedbackTopic { get; init; }

    /// <summary>The service's own address as visitors see it; null: as each request was addressed.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How Turnstile is asked; null: forms that ask for Turnstile take nothing.</summary>
    public TurnstileSettings? Turnstile { get; init; }

    public SendTimings Timings { get; init; } = SendTimings.Aws;

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Reads and checks the environment.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    /// <exception cref="SettingsException">Something is missing or wrong.</exception>
    public static FunctionSettings Read(Func<string, string?> variable)
    {
        var read = new VariableReader(variable);
        var function = read.Choice(Variables.Function, Variables.Functions);
        var isFeedback = function == FunctionKind.Feedback;
        var table = read.Table(Variables.Table);
        var settings = new FunctionSettings(
            function,
            new AwsOptions(
                table,
                read.QueueUnless(isFeedback, Variables.QueueUrgent),
                read.QueueUnless(isFeedback, Variables.QueueNormal),
                read.QueueUnless(isFeedback, Variables.QueueBulk),
                function == FunctionKind.Sweeper ? read.Queue(Variables.QueueFeedback) : null,
                function is FunctionKind.Api or FunctionKind.Sender ? read.Bucket(Variables.Bucket) : null))
        {
            Service = read.OneLine(Variables.Service) ?? table,
            ConfigurationSet = function == FunctionKind.Sender ? read.ConfigurationSet(Variables.ConfigurationSet) : null,
            FeedbackTopic = isFeedback ? read.Topic(Variables.FeedbackTopic) : null,
            PublicUrl = function == FunctionKind.Api ? read.WebAddress(Variables.PublicUrl) : null,
            Turnstile = function == FunctionKind.Api && read.SecretKey(Variables.TurnstileSecret) is { } secret
                ? new TurnstileSettings(secret) { Authorities = Authorities }
                : null,
            Timings = read.Choice(Variables.Timings, Variables.KnownTimings, SendTimings.Aws),
            LogLevel = read.Choice(Variables.LogLevel, Variables.LogLevels, LogLevel.Information),
        };
        read.ThrowIfFaulty();
        return settings;
    }
}
