using System.Text.Json.Serialization;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary>
/// What <c>resume</c> did: how control stands now, what was let go, and how much of it is still held (counted to 10001). <c>backlog</c> is what
/// waits for room in its lane, of all mail; null where nobody looked.
/// </summary>
internal sealed record ResumedJson : ControlJson
{
    public ResumedJson(ControlJson control, SendScope scope, int held, int? backlog)
        : base(control) => (Scope, Held, Drained, Backlog) = (scope.Token, held, held == 0, backlog);

    [JsonPropertyOrder(1)]
    public string Scope { get; }

    [JsonPropertyOrder(2)]
    public int Held { get; }

    [JsonPropertyOrder(3)]
    public bool Drained { get; }

    [JsonPropertyOrder(4)]
    public int? Backlog { get; }
}
