using ServerlessMail.Http.Turnstile;

namespace ServerlessMail.Cli.Serve;

/// <summary>How the local service runs.</summary>
public sealed record ServeOptions
{
    public const int DefaultPort = 5080;

    /// <summary>The port on 127.0.0.1, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The directory that holds everything; created where it is missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>True: a new sender is verified at once; false: it waits until it is verified by hand, as with SES; null: as the data directory has it.</summary>
    public bool? VerifyAtOnce { get; init; }

    /// <summary>True: the simulated account is put into SES's sandbox; false: out of it; null: it stays where it is.</summary>
    public bool? Sandbox { get; init; }

    /// <summary>The directory of the published Lambda program that does the work, over emulators of AWS; null: this process does it all, over SQLite.</summary>
    public string? Functions { get; init; }

    /// <summary>How Turnstile is asked; null: forms that ask for Turnstile take nothing.</summary>
    public TurnstileSettings? Turnstile { get; init; }
}
