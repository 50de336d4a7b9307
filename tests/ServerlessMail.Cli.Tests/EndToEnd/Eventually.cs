namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until the answer is there; fails with <paramref name="what"/> when it never comes.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, TimeSpan within, Func<string> what, TimeSpan? every = null)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        using var tick = new PeriodicTimer(every ?? Often, TimeProvider.System);
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            if (TimeProvider.System.GetElapsedTime(started) > within)
                throw new TimeoutException(what());
            await tick.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks again and again until it is so; fails with <paramref name="what"/> when it never is.</summary>
    public static Task HoldsAsync(Func<Task<bool>> ask, TimeSpan within, Func<string> what) => GetAsync(async () => await ask() ? "so" : null, within, what);
}
