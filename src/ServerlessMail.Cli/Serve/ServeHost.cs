namespace ServerlessMail.Cli.Serve;

/// <summary>Runs the whole product in this process.</summary>
internal static class ServeHost
{
    /// <summary>Serves until it is told to stop.</summary>
    public static Task<ExitCode> RunAsync(ServeOptions options, CancellationToken ct) =>
        throw new NotSupportedException($"The local service at port {options.Port} is not there yet.");
}
