using System.Diagnostics;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(3);

    /// <summary>Its exit code and what it wrote, errors included.</summary>
    public static async Task<(int Code, string Output)> RunAsync(ProcessStartInfo start)
    {
        using var process = new Process { StartInfo = start };
        process.Start();
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Within, TimeProvider.System);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
