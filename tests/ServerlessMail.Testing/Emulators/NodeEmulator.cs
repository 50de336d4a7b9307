using System.Diagnostics;
using System.Globalization;

namespace ServerlessMail.Testing.Emulators;

/// <summary>
/// One of the scripts in <c>tests/emulators</c>, running for as long as this fixture lives: on loopback, at a port of the system's choice.
/// It ends when its input does, so that it cannot outlive even a test process that was killed.
/// </summary>
/// <param name="script">The script's file name.</param>
public abstract class NodeEmulator(string script) : IAsyncLifetime
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private Process? _process;
    private Uri? _endpoint;
    private string? _missing;

    /// <summary>Where it listens. Skips the running test where Node or the packages of <c>tests/package.json</c> are not installed.</summary>
    public Uri Endpoint
    {
        get
        {
            if (_missing is not null)
                Assert.Skip(_missing);
            return _endpoint ?? throw new InvalidOperationException($"{script} was not started.");
        }
    }

    public async ValueTask InitializeAsync()
    {
        var tests = TestsDirectory.Path;
        if (!Directory.Exists(Path.Combine(tests, "node_modules")))
        {
            _missing = "The emulators are not installed: run 'npm ci' in tests/.";
            return;
        }

        _process = new Process { StartInfo = StartInfo(tests) };
        try
        {
            _process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            _process.Dispose();
            _process = null;
            _missing = "Node is not installed: the emulators need version 20 or later.";
            return;
        }

        var errors = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var timeout = new CancellationTokenSource(StartTimeout);
        var line = await _process.StandardOutput.ReadLineAsync(timeout.Token);
        _endpoint = int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new Uri($"http://127.0.0.1:{port}")
            : throw new InvalidOperationException($"{script} did not start: {line} {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is null)
            return;
        // By itself it takes with it what it left on the disk.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(EndTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private ProcessStartInfo StartInfo(string tests) => new("node", [Path.Combine(tests, "emulators", script)])
    {
        WorkingDirectory = tests,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
