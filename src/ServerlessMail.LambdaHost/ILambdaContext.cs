namespace ServerlessMail.LambdaHost;

/// <summary>What Lambda tells of the invocation under way. Members as in Amazon.Lambda.Core; only those that are used here.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html</remarks>
public interface ILambdaContext
{
    /// <summary>The invocation's id, as in the log lines of the platform.</summary>
    string AwsRequestId { get; }

    /// <summary>The function's name; empty where nothing told it.</summary>
    string FunctionName { get; }

    /// <summary>The ARN that was invoked, with its alias or version; empty where nothing told it.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>The X-Ray trace header; empty where nothing is traced.</summary>
    string TraceId { get; }

    /// <summary>How long until Lambda ends the invocation; negative once it is too late.</summary>
    TimeSpan RemainingTime { get; }
}
