using System.Collections.Concurrent;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>The service's processes, one for each role and several senders. Each can be killed, and starts again.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const string Intake = "intake";
    private const string Sender = "sender";
    private static readonly string[] Roles = [Intake, Sender, Sender, Sender, "sweeper", "feedback"];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly Member[] _members;
    private readonly ConcurrentDictionary<string, int> _kills = new(StringComparer.Ordinal);

    private Fleet(IReadOnlyDictionary<string, string> environment) => _members = [.. Roles.Select(role => new Member(role, environment))];

    /// <summary>Where the intake is; null while it is down.</summary>
    public string? IntakeUrl => _members.Single(member => member.Role == Intake).Told;

    /// <summary>How often each role was killed.</summary>
    public string Kills => string.Join(' ', _kills.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => $"{role.Key}:{role.Value}"));

    /// <summary>What all that are up wrote.</summary>
    public string Log => string.Join('\n', _members.Select(member => $"{member.Role}: {member.Log}"));

    public static async Task<Fleet> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        var fleet = new Fleet(environment);
        try
        {
            await Task.WhenAll(fleet._members.Select(member => member.StartAsync()));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills one after the other, each at a random moment of the work; returns once all are up again.</summary>
    /// <param name="kills">How many at least.</param>
    /// <param name="random">Who and when.</param>
    /// <param name="progress">How much was accepted so far: a slow machine gets as much done between two kills as a fast one.</param>
    /// <param name="goesOn">True while more should be killed.</param>
    public async Task KillAsync(int kills, Random random, Func<int> progress, Func<bool> goesOn)
    {
        var restarts = new List<Task>();
        for (var i = 0; i < kills || goesOn(); i++)
        {
            await ProgressAsync(progress, random.Next(4, 20));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 300)), TimeProvider.System, CancellationToken.None);
            if (_members.Where(member => member.IsUp).ToArray() is not { Length: > 0 } up)
                continue;
            // Every other kill is a sender's, if there is one: they have most to lose.
            var senders = up.Where(member => member.Role == Sender).ToArray();
            var among = i % 2 == 0 && senders.Length > 0 ? senders : up;
            var killed = among[random.Next(among.Length)];
            await killed.KillAsync();
            _kills.AddOrUpdate(killed.Role, 1, (_, before) => before + 1);
            restarts.Add(killed.StartAsync());
        }

        await Task.WhenAll(restarts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
            await member.KillAsync();
    }

    private static async Task ProgressAsync(Func<int> progress, int more)
    {
        var started = TimeProvider.System.GetTimestamp();
        var until = progress() + more;
        while (progress() < until && TimeProvider.System.GetElapsedTime(started) < LongestWait)
            await Task.Delay(Tick, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>One process after the other of one role.</summary>
    private sealed class Member(string role, IReadOnlyDictionary<string, string> environment)
    {
        private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ServerlessMail.Worker.dll");

        private volatile RunningProcess? _process;

        public string Role => role;

        public bool IsUp => _process is not null;

        public string? Told => _process?.Told;

        public string Log => _process?.Log ?? "down";

        public async Task StartAsync()
        {
            var start = RunningProcess.StartInfo(Program, [role]);
            // It does not live long enough for better code to pay.
            start.Environment["DOTNET_TC_CallCounting"] = "0";
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
            _process = await RunningProcess.StartAsync(start, line => line.StartsWith("ready", StringComparison.Ordinal) ? line["ready".Length..].Trim() : null);
        }

        public async Task KillAsync()
        {
            if (_process is not { } process)
                return;
            _process = null;
            await process.DisposeAsync();
        }
    }
}
