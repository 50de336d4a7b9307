using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Cli.Forms;
using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Audit;

namespace ServerlessMail.Cli.Commands;

/// <summary>One run of a command: the ports it works on, and how it tells what it did.</summary>
internal sealed class Session(IServiceProvider services, Surroundings surroundings, bool json)
{
    public Terminal Terminal => surroundings.Terminal;

    public TimeProvider Time => surroundings.Time;

    public DateTimeOffset Now => surroundings.Time.GetUtcNow();

    /// <summary>True: whoever reads the answer is a program.</summary>
    public bool Json => json;

    /// <summary>True when a person can be asked.</summary>
    public bool CanAsk => Terminal.Interactive && !json;

    /// <summary>True when a person sees what is written while work goes on.</summary>
    public bool IsWatched => CanAsk && Terminal.ShowsProgress;

    /// <summary>Who the records of this act will name: <c>SMAIL_OPERATOR</c>, else the user.</summary>
    public string Who => surroundings.Variable("SMAIL_OPERATOR") is { Length: > 0 } named ? named : surroundings.User;

    /// <summary>Standard input as bytes: whoever reads it checks its encoding.</summary>
    public Stream OpenInput() => surroundings.OpenInput();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>
    /// Writes what is about to be done into the operators' trail; it is not done if this fails. Only the pause is done first: see there.
    /// </summary>
    public Task RecordAsync(string act, string? subject, string? reason, CancellationToken ct) => Get<RecordAct>().RunAsync(Who, act, subject, reason, ct);

    /// <summary>Tells the outcome: as JSON to programs, else in words.</summary>
    public ExitCode Tell<T>(T outcome, JsonTypeInfo<T> type, Action<Terminal> words)
    {
        if (json)
            Terminal.Output.Write(JsonSerializer.Serialize(outcome, type) + "\n");
        else
            words(Terminal);
        return ExitCode.Ok;
    }

    /// <summary>Tells that it was not done: what was wrong and where, then what to do about it.</summary>
    public ExitCode Fail(ExitCode code, string what, params string[] advice) => Failure.Tell(Terminal, json, code, what, advice);

    /// <summary>Tells all that is wrong in a file, each with its place.</summary>
    public ExitCode FailFile(string file, ImmutableArray<FileFault> faults) => Failure.TellFile(Terminal, json, file, faults);
}
