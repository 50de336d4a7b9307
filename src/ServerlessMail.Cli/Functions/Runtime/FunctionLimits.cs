namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>What one function may use.</summary>
/// <param name="Environments">How many environments it has at most, one invocation each: 1 or more.</param>
/// <param name="Timeout">How long one invocation may take.</param>
internal sealed record FunctionLimits(int Environments, TimeSpan Timeout);
