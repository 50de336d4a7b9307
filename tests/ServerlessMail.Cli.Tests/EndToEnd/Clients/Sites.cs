using System.Diagnostics;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Cli.Tests.EndToEnd.Clients;

/// <summary>Other people's sites with the vendors' clients, on an origin of their own, and the product with forms for them. Nothing of it outlives the test.</summary>
internal sealed class Sites : IAsyncDisposable
{
    private readonly DataDirectory _data = new();
    private RunningProcess? _pages;
    private SmailProcess? _service;

    /// <summary>The sites' origin.</summary>
    public string Url => _pages?.Told ?? throw new InvalidOperationException("It has not started.");

    /// <summary>The service's address.</summary>
    public string Service => _service?.Url ?? throw new InvalidOperationException("It has not started.");

    /// <summary>
    /// Opens them: form <c>contact</c> takes, <c>closed</c> refuses since it is paused, <c>limited</c> has taken its last for today, and there is no other.
    /// </summary>
    public static async Task<Sites> OpenAsync()
    {
        var sites = new Sites();
        try
        {
            await sites.StartAsync();
            return sites;
        }
        catch
        {
            await sites.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>smail</c> prints.</summary>
    public async Task<string> SmailAsync(params string[] arguments)
    {
        var (code, output) = await Command.RunAsync(SmailProcess.StartInfo([.. arguments, "--data", _data.Path]));
        Assert.True(code == 0, output);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            await _service.DisposeAsync();
        if (_pages is not null)
            await _pages.DisposeAsync();
        _data.Dispose();
    }

    private async Task StartAsync()
    {
        NodeScript.Require();
        _pages = await RunningProcess.StartAsync(Node("clients/site.mjs"), line => line.StartsWith("http://", StringComparison.Ordinal) ? line.Trim() : null);
        _service = await SmailProcess.ServeAsync(_data.Path);
        var file = Path.Combine(_data.Path, "forms.yaml");
        await File.WriteAllTextAsync(file, Forms(Url), TestContext.Current.CancellationToken);
        await SmailAsync("senders", "add", "forms@example.com");
        await SmailAsync("forms", "apply", file, "--yes");
        await SmailAsync("pause", "--scope", "form:closed", "--reason", "closed for the test");
        using var client = new HttpClient();
        using var last = new FormUrlEncodedContent([KeyValuePair.Create("message", "the last one")]);
        await client.PostAsync(new Uri($"{Service}/f/limited"), last, TestContext.Current.CancellationToken);
    }

    private static ProcessStartInfo Node(string script)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(TestsDirectory.Path, script)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = TestsDirectory.Path,
        };
        return start;
    }

    private static string Forms(string origin) => $$"""
        forms:
          contact:
            to: [owner@example.com]
            from: forms@example.com
            origins: ["{{origin}}"]
            fields:
              name: { type: text }
              email: { type: email }
              message: { type: text }
            limits: off
          closed:
            to: [owner@example.com]
            from: forms@example.com
            origins: ["{{origin}}"]
            when-paused: refuse
          limited:
            to: [owner@example.com]
            from: forms@example.com
            origins: ["{{origin}}"]
            limits: { per-client: off, per-form: 1/day }
        """;
}
