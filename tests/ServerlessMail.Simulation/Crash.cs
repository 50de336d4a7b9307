namespace ServerlessMail.Simulation;

/// <summary>A process that may die: what it awaits then never comes back, as after <c>kill -9</c>.</summary>
internal sealed class Crash
{
    private static readonly AsyncLocal<Crash?> Current = new();

    private readonly TaskCompletionSource _ended = new();
    private bool _dead;

    /// <summary>Runs an act as a process of its own; done when it has ended or died.</summary>
    public static Task RunAsync(Func<Task> act)
    {
        var process = new Crash();
        _ = process.LiveAsync(act);
        return process._ended.Task;
    }

    /// <summary>Where a process may die: returns only if it lives on.</summary>
    public static Task PassAsync(bool dies)
    {
        if (Current.Value is not { } process)
            return Task.CompletedTask;
        if (dies && !process._dead)
        {
            process._dead = true;
            process._ended.TrySetResult();
        }

        return process._dead ? new TaskCompletionSource().Task : Task.CompletedTask;
    }

    private async Task LiveAsync(Func<Task> act)
    {
        Current.Value = this;
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // A dependency failed: the caller comes back for it.
        }

        _ended.TrySetResult();
    }
}
