namespace ServerlessMail.Testing.MemoryStores;

/// <summary>
/// Where a test breaks a dependency. Each operation passes the door before it does its work, and again when the work is done: an exception at
/// the second passage is a write that happened and whose answer was lost.
/// </summary>
public sealed class FaultDoor
{
    private int _passages;
    private (string Operation, Func<Task> Act)? _meanwhile;

    /// <summary>Given an operation's name (<c>TrySaveAsync</c>), the exception that keeps it from happening; null lets it pass.</summary>
    public Func<string, Exception?>? Before { get; set; }

    /// <summary>Given an operation's name, the exception that takes its answer away; null lets it pass.</summary>
    public Func<string, Exception?>? After { get; set; }

    /// <summary>Awaited at both passages: where other work may come in between.</summary>
    public Func<string, Task>? Passing { get; set; }

    /// <summary>How many operations came by so far.</summary>
    public int Passages => Volatile.Read(ref _passages);

    /// <summary>Lets something else happen just before the next run of an operation, once: what another process does in between.</summary>
    public void Meanwhile(string operation, Func<Task> act) => _meanwhile = (operation, act);

    /// <summary>Shuts the door on everything.</summary>
    public void Shut() => Before = _ => new IOException("The table cannot be reached.");

    /// <summary>Lets everything pass again.</summary>
    public void Open()
    {
        (Before, After) = (null, null);
        _meanwhile = null;
    }

    internal Task PassAsync(string operation, Action work, CancellationToken ct) => PassAsync(
        operation,
        () =>
        {
            work();
            return true;
        },
        ct);

    internal async Task<T> PassAsync<T>(string operation, Func<T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _passages);
        if (_meanwhile is { } meanwhile && meanwhile.Operation == operation)
        {
            _meanwhile = null;
            await meanwhile.Act();
        }

        if (Passing is { } passing)
            await passing(operation);
        if (Before?.Invoke(operation) is { } refused)
            throw refused;
        var result = work();
        if (Passing is { } leaving)
            await leaving(operation);
        if (After?.Invoke(operation) is { } lost)
            throw lost;
        return result;
    }
}
