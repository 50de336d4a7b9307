namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>What came of one invocation of a function.</summary>
internal abstract record InvocationResult
{
    private InvocationResult()
    {
    }

    /// <summary>The function answered; its environment takes the next invocation.</summary>
    public sealed record Answered(ReadOnlyMemory<byte> Payload) : InvocationResult;

    /// <summary>The function told of an error of this invocation; its environment takes the next one.</summary>
    public sealed record Failed(string ErrorType, string ErrorMessage) : InvocationResult;

    /// <summary>The program told that it cannot start: its environment is of no use any more.</summary>
    public sealed record InitFailed(string ErrorType, string ErrorMessage) : InvocationResult;

    /// <summary>No answer came in time: its environment must be ended.</summary>
    /// <param name="IsStarting">True when the program never asked for work, false when it took too long over it.</param>
    public sealed record TimedOut(bool IsStarting) : InvocationResult;

    /// <summary>The program ended without an answer.</summary>
    /// <param name="How">In words: <c>exit code 2</c>.</param>
    public sealed record Crashed(string How) : InvocationResult;
}
