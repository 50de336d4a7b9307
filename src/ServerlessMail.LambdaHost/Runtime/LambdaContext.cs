namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>The context of one invocation.</summary>
/// <param name="invocation">What the Runtime API told with it.</param>
/// <param name="time">The clock that the deadline is compared with.</param>
internal sealed class LambdaContext(Invocation invocation, TimeProvider time) : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;

    public string FunctionName => RuntimeVariables.FunctionName;

    public string InvokedFunctionArn => invocation.FunctionArn;

    public string TraceId => invocation.TraceId;

    public TimeSpan RemainingTime => invocation.Deadline - time.GetUtcNow();
}
