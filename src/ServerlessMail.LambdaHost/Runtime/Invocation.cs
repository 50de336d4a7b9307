namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>One event that the function was invoked with.</summary>
/// <param name="RequestId">Its id, by which it is answered.</param>
/// <param name="Deadline">When Lambda ends it; long ago where that was told wrongly.</param>
/// <param name="FunctionArn">The ARN that was invoked; empty where it was not told.</param>
/// <param name="TraceId">The X-Ray trace header; empty where nothing is traced.</param>
/// <param name="Payload">The event, as it came. Good until the next invocation is asked for.</param>
internal sealed record Invocation(string RequestId, DateTimeOffset Deadline, string FunctionArn, string TraceId, ReadOnlyMemory<byte> Payload);
