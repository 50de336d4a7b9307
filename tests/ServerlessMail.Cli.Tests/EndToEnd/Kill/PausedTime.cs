using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>The time between the end of <c>smail pause</c> and the beginning of <c>smail resume</c>.</summary>
internal sealed record PausedTime(DateTimeOffset From, DateTimeOffset To)
{
    private const int MeanwhileAccepted = 10;
    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(20);

    /// <summary>How long a call may take from its beginning in one process until another, on a busy machine, has seen it.</summary>
    private static readonly TimeSpan Seeing = TimeSpan.FromMilliseconds(250);

    /// <summary>Pauses at a random moment, waits until enough was accepted meanwhile, and resumes.</summary>
    public static async Task<PausedTime?> PassAsync(AwsPlace place, Func<int> accepted, Random random)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 2500)), TimeProvider.System, CancellationToken.None);
        await ActAsync(place, "pause", "--reason", "incident 42");
        var from = TimeProvider.System.GetUtcNow();
        var enough = accepted() + MeanwhileAccepted;
        await Task.Delay(ShortestTime, TimeProvider.System, CancellationToken.None);
        await Eventually.HoldsAsync(() => Task.FromResult(accepted() >= enough), LongestTime, () => "Nothing was accepted while it was paused.");
        var to = TimeProvider.System.GetUtcNow();
        await ActAsync(place, "resume");
        return new PausedTime(from, to);
    }

    /// <summary>No call began in it, but for those that had their grant.</summary>
    /// <param name="round">Whose it is.</param>
    /// <param name="calls">When the simulator was called.</param>
    /// <param name="accepted">When something was accepted.</param>
    public Seen Verify(int round, IEnumerable<DateTimeOffset> calls, IEnumerable<DateTimeOffset> accepted)
    {
        var meanwhile = calls.Where(at => at > From && at < To).Select(at => at - From).ToList();
        Assert.True(meanwhile.TrueForAll(late => late <= Grant.Life + Seeing), $"round {round}: called {string.Join(", ", meanwhile)} after the pause had returned");
        return new Seen(accepted.Count(at => at > From && at < To), meanwhile.Count, meanwhile.Count == 0 ? TimeSpan.Zero : meanwhile.Max());
    }

    private static async Task ActAsync(AwsPlace place, params string[] command)
    {
        var (code, told) = await place.SmailAsync([.. command, "--target", "aws"]);
        Assert.True(code == 0, $"smail {command[0]}: {told}");
    }

    /// <summary>What was seen of it: what was accepted, how many calls still came, and the last one's lateness.</summary>
    public sealed record Seen(int Accepted, int Calls, TimeSpan Latest);
}
