namespace ServerlessMail.LambdaHost.Runtime;

/// <summary>The Runtime API is gone or broken: the environment is lost, and the process should end.</summary>
internal sealed class RuntimeApiException(string message, Exception? inner = null) : Exception(message, inner);
