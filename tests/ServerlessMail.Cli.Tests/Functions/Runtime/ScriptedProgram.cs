using System.Diagnostics;
using ServerlessMail.Cli.Functions.Runtime;
using ServerlessMail.Cli.Tests.EndToEnd;

namespace ServerlessMail.Cli.Tests.Functions.Runtime;

/// <summary>A published program of a few lines.</summary>
internal sealed class ScriptedProgram : IDisposable
{
    /// <summary>Does what the event says, and answers with its process id.</summary>
    private const string Obedient = """
        #!/usr/bin/env node
        const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/`;
        const post = (path, body) => fetch(base + path, { method: 'POST', body: JSON.stringify(body) });
        (async () => {
          for (;;) {
            const next = await fetch(base + 'invocation/next');
            const id = next.headers.get('lambda-runtime-aws-request-id');
            const event = await next.json();
            console.log('doing ' + event.do);
            if (event.do === 'crash') process.exit(7);
            if (event.do === 'hang') return setTimeout(() => {}, 600000);
            if (event.do === 'wait') while (!require('fs').existsSync(event.until)) await new Promise(done => setTimeout(done, 5));
            if (event.do === 'fail') { await post(`invocation/${id}/error`, { errorType: 'Odd', errorMessage: 'as asked' }); continue; }
            await post(`invocation/${id}/response`, event.do === 'show' ? process.env[event.name] ?? null : process.pid);
            if (event.do === 'leave') process.exit(0);
          }
        })();
        """;

    private readonly DataDirectory _directory = new();

    private ScriptedProgram(string script, bool executable = true)
    {
        var file = Path.Combine(_directory.Path, "bootstrap");
        Write(file, script);
        if (executable && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Program = FunctionProgram.Find(_directory.Path) ?? throw new InvalidOperationException("It was just written.");
    }

    public FunctionProgram Program { get; }

    public string FileNamed(string name) => Path.Combine(_directory.Path, name);

    /// <summary>Skips the running test where Node is not installed.</summary>
    public static ScriptedProgram Node()
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!Array.Exists(paths, path => File.Exists(Path.Combine(path, "node"))))
            Assert.Skip("Node is not installed.");
        return new ScriptedProgram(Obedient);
    }

    public static ScriptedProgram Shell(string script)
    {
        if (!File.Exists("/bin/sh"))
            Assert.Skip("There is no shell.");
        return new ScriptedProgram($"#!/bin/sh\n{script}\n");
    }

    public static ScriptedProgram NotExecutable() => new("", executable: false);

    public void Dispose() => _directory.Dispose();

    /// <summary>
    /// Writes it from another process: what this one has open for writing, a process that another test starts at that moment has open too, for an
    /// instant, and Linux executes nothing that is open for writing (ETXTBSY).
    /// </summary>
    private static void Write(string file, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(file, script);
            return;
        }

        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat >\"$0\"", file]) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("/bin/sh did not start.");
        shell.StandardInput.Write(script);
        shell.StandardInput.Close();
        shell.WaitForExit();
    }
}
