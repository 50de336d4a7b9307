using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ServerlessMail.Cli.Functions.Place;

/// <summary>
/// One of the scripts in the repository's <c>tests/emulators</c>, on a free port of 127.0.0.1. It ends when its input does, so that it cannot outlive
/// even a process that was killed.
/// </summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private EmulatorProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <summary>The directory that holds the emulators and their packages, above one of these directories; null where there is none.</summary>
    public static string? Find(params ReadOnlySpan<string> from)
    {
        foreach (var start in from)
        {
            for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
            {
                var tests = Path.Combine(directory.FullName, "tests");
                if (File.Exists(Path.Combine(tests, "emulators", "dynalite.mjs")) && Directory.Exists(Path.Combine(tests, "node_modules")))
                    return tests;
            }
        }

        return null;
    }

    /// <summary>Starts one of them.</summary>
    /// <exception cref="PlaceException">Node is not there, or the script does not start.</exception>
    public static async Task<EmulatorProcess> StartAsync(string tests, string script, TimeProvider time, CancellationToken ct)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Path.Combine(tests, "emulators", script)])
            {
                WorkingDirectory = tests,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        try
        {
            process.Start();
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var line = await process.StandardOutput.ReadLineAsync(ct).AsTask().WaitAsync(StartWithin, time, ct);
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new EmulatorProcess(process, new Uri($"http://127.0.0.1:{port}"))
                : throw new PlaceException($"{script} does not start: {line} {(line is null ? await errors : "")}".TrimEnd(), "Run 'npm ci' in tests/, with Node 20 or later.");
        }
        catch (Win32Exception)
        {
            process.Dispose();
            throw new PlaceException("The emulators of DynamoDB, SQS and S3 need Node, which is not there.", PlaceException.WhatToDo);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Ctrl+C reaches it as well as us.
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
