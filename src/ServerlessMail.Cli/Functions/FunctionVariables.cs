using ServerlessMail.Cli.Functions.Gateway;
using ServerlessMail.Cli.Functions.Place;
using ServerlessMail.Cli.Serve;
using ServerlessMail.Local.Ses;

namespace ServerlessMail.Cli.Functions;

/// <summary>The environment of the functions, as the template sets it on AWS, with emulators in AWS's place.</summary>
/// <param name="place">Table and queues.</param>
/// <param name="ses">The simulated SES.</param>
/// <param name="url">The front: where visitors come, and where SES is.</param>
internal sealed class FunctionVariables(LocalPlace place, SesSimulatorCredentials ses, Uri url)
{
    /// <summary>The topic that the simulator names in its events.</summary>
    private const string Topic = $"arn:aws:sns:{LocalFront.Region}:{GatewayEvent.AccountId}:serverlessmail-feedback";

    /// <summary>What the template sets for .NET itself.</summary>
    public static IReadOnlyDictionary<string, string> Runtime { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_GCGen0MaxBudget"] = "200000",
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
    };

    /// <summary>What every command of the command line needs to work on the same table and queues.</summary>
    public IReadOnlyDictionary<string, string?> Operator => new Dictionary<string, string?>(Service, StringComparer.Ordinal)
    {
        ["SMAIL_QUEUE_FEEDBACK"] = place.Feedback.Url,
    };

    private Dictionary<string, string?> Service => new(StringComparer.Ordinal)
    {
        ["SMAIL_TABLE"] = place.Options.Table,
        ["SMAIL_QUEUE_URGENT"] = place.Urgent.Url,
        ["SMAIL_QUEUE_NORMAL"] = place.Normal.Url,
        ["SMAIL_QUEUE_BULK"] = place.Bulk.Url,
        ["SMAIL_BUCKET"] = place.Options.Bucket,
        ["AWS_REGION"] = LocalFront.Region,
        ["AWS_ACCESS_KEY_ID"] = ses.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = ses.SecretAccessKey,
        ["AWS_ENDPOINT_URL_DYNAMODB"] = place.DynamoEndpoint.AbsoluteUri,
        ["AWS_ENDPOINT_URL_SQS"] = place.SqsEndpoint.AbsoluteUri,
        ["AWS_ENDPOINT_URL_S3"] = place.S3Endpoint.AbsoluteUri,
        ["AWS_ENDPOINT_URL_SESV2"] = url.AbsoluteUri,
    };

    /// <summary>What one function finds in its environment; nothing of a person's own AWS account comes through.</summary>
    public IReadOnlyDictionary<string, string?> Of(string function) => new Dictionary<string, string?>(
        Service.Concat(Runtime.Select(variable => KeyValuePair.Create<string, string?>(variable.Key, variable.Value))), StringComparer.Ordinal)
    {
        ["SMAIL_FUNCTION"] = function,
        ["SMAIL_QUEUE_FEEDBACK"] = place.Feedback.Url,
        ["SMAIL_CONFIGURATION_SET"] = LocalFront.ConfigurationSet,
        ["SMAIL_FEEDBACK_TOPIC"] = Topic,
        ["SMAIL_PUBLIC_URL"] = url.AbsoluteUri.TrimEnd('/'),
        ["SMAIL_TIMINGS"] = "local",
        ["AWS_SESSION_TOKEN"] = null,
        ["AWS_PROFILE"] = null,
        ["AWS_ENDPOINT_URL"] = null,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };
}
