namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>One HTTP request as it came over the wire; <c>Connection</c> is 1 for the first connection that the server accepted.</summary>
internal sealed record ReceivedRequest(int Connection, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
