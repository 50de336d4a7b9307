namespace ServerlessMail.Testing.Contracts;

/// <summary>Runs the same act from many workers at once.</summary>
public static class Race
{
    /// <summary>How many workers a race has where nothing else is said.</summary>
    public const int Workers = 16;

    /// <summary>Starts all workers as close together as the thread pool can, and gathers what they return.</summary>
    public static async Task<T[]> RunAsync<T>(int workers, Func<int, Task<T>> act)
    {
        using var start = new SemaphoreSlim(0);
        var running = Enumerable.Range(0, workers).Select(RunOneAsync).ToArray();
        start.Release(workers);
        return await Task.WhenAll(running);

        async Task<T> RunOneAsync(int worker)
        {
            await start.WaitAsync();
            return await act(worker);
        }
    }

    public static Task<T[]> RunAsync<T>(Func<int, Task<T>> act) => RunAsync(Workers, act);
}
