using System.Collections.Concurrent;
using System.Globalization;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>
/// Rounds of a test that kills. Each has a number, which is the seed of its moments: <c>SMAIL_KILL_ROUNDS=50</c> runs more of them,
/// <c>SMAIL_KILL_FROM=123</c> begins elsewhere.
/// </summary>
internal static class KillRounds
{
    /// <summary>A dead claim is seen after 6 s, a dead sweeper's lease ends after 12 s, the quiet time is 10 s, and the machine may be busy.</summary>
    public static readonly TimeSpan SettledWithin = TimeSpan.FromSeconds(180);

    /// <summary>Runs them, some at once, and tells what each came to.</summary>
    /// <param name="otherwise">How many, unless the environment says more.</param>
    /// <param name="atOnce">How many run side by side: most of their time is waiting.</param>
    /// <param name="round">One round, by its number.</param>
    /// <param name="output">Where they are told.</param>
    public static async Task<IReadOnlyCollection<T>> RunAsync<T>(int otherwise, int atOnce, Func<int, Task<T>> round, ITestOutputHelper output)
    {
        var rounds = new ConcurrentBag<T>();
        await Parallel.ForEachAsync(
            Enumerable.Range(Setting("SMAIL_KILL_FROM", 1), Setting("SMAIL_KILL_ROUNDS", otherwise)),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                var done = await round(number);
                rounds.Add(done);
                output.WriteLine($"{done}");
            });
        return rounds;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
