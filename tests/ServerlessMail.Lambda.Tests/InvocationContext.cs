namespace ServerlessMail.Lambda.Tests;

/// <summary>An invocation as a test wants it.</summary>
internal sealed record InvocationContext(string AwsRequestId = "request-1") : ILambdaContext
{
    public string FunctionName => "mail";

    public string InvokedFunctionArn => "arn:aws:lambda:eu-central-1:1:function:mail";

    public string TraceId => "";

    public TimeSpan RemainingTime { get; init; } = TimeSpan.FromSeconds(30);
}
