namespace ServerlessMail.Lambda.Logging;

/// <summary>Which invocation the process works on: Lambda gives an environment one at a time. What runs between two has none. Thread-safe.</summary>
internal sealed class InvocationScope
{
    private volatile string? _requestId;
    private int _count;

    /// <summary>The id of the invocation under way; null while none is.</summary>
    public string? RequestId => _requestId;

    /// <summary>True until the end of the process's first invocation.</summary>
    public bool IsColdStart => Volatile.Read(ref _count) <= 1;

    public void Begin(string requestId)
    {
        Interlocked.Increment(ref _count);
        _requestId = requestId;
    }

    public void End() => _requestId = null;
}
