using System.Text.Json;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Commands;

/// <summary>How every failure is told: to people on standard error in words, to programs there as JSON.</summary>
internal static class Failure
{
    public static ExitCode Tell(Terminal terminal, bool json, ExitCode code, string what, params string[] advice)
    {
        if (!json)
            return terminal.Fail(code, what, advice);
        var word = JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());
        terminal.Error.Write(JsonSerializer.Serialize(new FailureJson(new FailedJson(word, what, advice)), AnswerJson.Default.FailureJson) + "\n");
        return code;
    }
}

/// <summary>What <c>--json</c> writes to standard error; <c>code</c> is the exit code's name.</summary>
internal sealed record FailureJson(FailedJson Error);

internal sealed record FailedJson(string Code, string Message, IReadOnlyList<string> Advice);
