namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>Something that happens once, and those who wait for it.</summary>
internal sealed class Gate
{
    /// <summary>Only ends a test that would hang for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _opened.Task.IsCompleted;

    public void Open() => _opened.TrySetResult();

    public Task PassAsync(CancellationToken ct = default) => _opened.Task.WaitAsync(Patience, TimeProvider.System, ct);
}
