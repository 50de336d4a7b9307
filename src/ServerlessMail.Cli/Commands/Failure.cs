using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli.Commands;

/// <summary>How every failure is told: to people on standard error in words, to programs there as JSON.</summary>
internal static class Failure
{
    public static ExitCode Tell(Terminal terminal, bool json, ExitCode code, string what, params string[] advice) =>
        json ? Write(terminal, code, new FailedJson(Word(code), what, advice, null)) : terminal.Fail(code, what, advice);

    /// <summary>Tells all that is wrong in a file, each with its place.</summary>
    public static ExitCode TellFile(Terminal terminal, bool json, string file, ImmutableArray<FileFault> faults)
    {
        const ExitCode code = ExitCode.BadFile;
        var what = faults.Length == 1 ? "The file has a fault; nothing was changed." : $"The file has {faults.Length} faults; nothing was changed.";
        return json
            ? Write(terminal, code, new FailedJson(Word(code), what, [], [.. faults.Select(fault => new FileFaultJson(file, fault.Line, fault.Column, fault.Message))]))
            : terminal.Fail(code, what, [.. faults.Select(fault => $"{file}:{fault.Line}:{fault.Column}: {fault.Message}")]);
    }

    private static string Word(ExitCode code) => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString());

    private static ExitCode Write(Terminal terminal, ExitCode code, FailedJson failed)
    {
        terminal.Error.Write(JsonSerializer.Serialize(new FailureJson(failed), AnswerJson.Default.FailureJson) + "\n");
        return code;
    }
}

/// <summary>What <c>--json</c> writes to standard error.</summary>
internal sealed record FailureJson(FailedJson Error);

/// <summary><c>code</c> is the exit code's name; <c>faults</c> is there for a file only.</summary>
internal sealed record FailedJson(
    string Code,
    string Message,
    IReadOnlyList<string> Advice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FileFaultJson>? Faults);

internal sealed record FileFaultJson(string File, long Line, long Column, string Message);
