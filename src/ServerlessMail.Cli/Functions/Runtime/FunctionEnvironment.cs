using System.Globalization;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>A function as Lambda would know it: its name, its limits and what it finds in its environment.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime</remarks>
internal sealed record FunctionEnvironment
{
    private const string Account = "000000000000";

    /// <summary>The function's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its own variables; a null takes one of this process's away.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string Region { get; init; } = "eu-central-1";

    /// <summary>What the program is told that it has, in MB. Nothing here enforces it.</summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>How long its init may take; null as on Lambda.</summary>
    public TimeSpan? InitWithin { get; init; }

    public string Arn => $"arn:aws:lambda:{Region}:{Account}:function:{Name}";

    /// <summary>All variables of one environment.</summary>
    /// <param name="runtimeApi">Host and port of its Runtime API.</param>
    /// <param name="directory">Where the program lies.</param>
    public IReadOnlyDictionary<string, string?> Variables(string runtimeApi, string directory) => new Dictionary<string, string?>(Settings, StringComparer.Ordinal)
    {
        ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
        ["AWS_LAMBDA_FUNCTION_NAME"] = Name,
        ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = MemoryMegabytes.ToString(CultureInfo.InvariantCulture),
        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{Name}",
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["LAMBDA_TASK_ROOT"] = directory,
        ["_HANDLER"] = "bootstrap",
    };
}
