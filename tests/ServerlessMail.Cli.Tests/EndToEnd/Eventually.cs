namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    /// <summary>Asks again and again until the answer is there; fails with <paramref name="what"/> when it never comes.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, TimeSpan within, Func<string> what)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            if (TimeProvider.System.GetElapsedTime(started) > within)
                throw new TimeoutException(what());
            await tick.WaitForNextTickAsync();
        }
    }
}
