namespace ServerlessMail.Cli.Serve;

/// <summary>How the local service runs.</summary>
public sealed record ServeOptions
{
    public const int DefaultPort = 5080;

    /// <summary>The port on 127.0.0.1, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The directory that holds everything; created where it is missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>True: a new sender waits until it is verified by hand, as with SES; false: it is verified at once.</summary>
    public bool VerifyManually { get; init; }
}
