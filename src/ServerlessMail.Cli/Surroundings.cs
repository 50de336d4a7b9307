using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli;

/// <summary>What a run of the program takes from outside; tests bring their own.</summary>
internal sealed record Surroundings
{
    public required Terminal Terminal { get; init; }

    /// <summary>The environment's variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Time { get; init; }
}
