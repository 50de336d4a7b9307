namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>One request as it went over the wire.</summary>
/// <param name="Operation">DynamoDB's name of it: <c>PutItem</c>.</param>
/// <param name="Body">Its JSON.</param>
internal sealed record WireRequest(string Operation, string Body)
{
    public bool Is(string operation, string part) => Operation == operation && Body.Contains(part, StringComparison.Ordinal);
}
