using System.Diagnostics;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>What came in at a stand-in, and when. Thread-safe.</summary>
internal sealed class CallLog
{
    public const string Connection = "connection";

    /// <summary>A request that asks nothing: somebody wants its connection.</summary>
    public const string Ping = "ping";

    /// <summary>What is no call of an operation.</summary>
    public static bool IsIdle(string kind) => kind is Connection or Ping;

    private readonly Lock _gate = new();
    private readonly List<Call> _calls = [];

    public void Add(string kind, int bytes)
    {
        var at = Stopwatch.GetTimestamp();
        lock (_gate)
            _calls.Add(new Call(kind, at, bytes));
    }

    /// <summary>All that came since the last time.</summary>
    public IReadOnlyList<Call> Take()
    {
        lock (_gate)
        {
            Call[] taken = [.. _calls];
            _calls.Clear();
            return taken;
        }
    }

    /// <summary>A request by its operation, or a connection.</summary>
    /// <param name="Kind">The operation's name, <see cref="Connection"/> or <see cref="Ping"/>.</param>
    /// <param name="At">When, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="Bytes">The length of the request's body.</param>
    internal readonly record struct Call(string Kind, long At, int Bytes);
}
