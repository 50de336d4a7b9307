namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>What Lambda puts into a function's environment.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime</remarks>
internal static class RuntimeVariables
{
    private const string TraceIdName = "_X_AMZN_TRACE_ID";

    public static string FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? "";

    /// <summary>Where the Runtime API listens.</summary>
    /// <exception cref="InvalidOperationException">It is not set, or is no host and port.</exception>
    public static Uri RuntimeApi
    {
        get
        {
            var address = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
            return Uri.TryCreate($"http://{address}/2018-06-01/runtime/", UriKind.Absolute, out var api) && address is { Length: > 0 }
                ? api
                : throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set to a host and port: this program is started by AWS Lambda, or by what stands in for it.");
        }
    }

    /// <summary>The trace that calls made now belong to; the AWS SDK and X-Ray read it there.</summary>
    public static void Trace(string traceId) => Environment.SetEnvironmentVariable(TraceIdName, traceId.Length == 0 ? null : traceId);
}
