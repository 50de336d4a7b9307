using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Cli.Output;

namespace ServerlessMail.Cli;

/// <summary>What a run of the program takes from outside; tests bring their own.</summary>
internal sealed record Surroundings
{
    public required Terminal Terminal { get; init; }

    /// <summary>Opens standard input for a file that comes from there.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>The environment's variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Who runs the program, as the machine knows them.</summary>
    public required string User { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The ports that commands work on, whatever the command line says; null: as it says.</summary>
    public Func<ServiceProvider>? Target { get; init; }
}
