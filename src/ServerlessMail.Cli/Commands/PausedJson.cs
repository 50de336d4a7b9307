using System.Text.Json.Serialization;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary>What <c>pause</c> did: how control stands now, what was stopped, and what may surprise.</summary>
internal sealed record PausedJson : ControlJson
{
    public PausedJson(ControlJson control, SendScope scope, IReadOnlyList<string> warnings)
        : base(control) => (Scope, Warnings) = (scope.Token, warnings);

    [JsonPropertyOrder(1)]
    public string Scope { get; }

    [JsonPropertyOrder(2)]
    public IReadOnlyList<string> Warnings { get; }
}
