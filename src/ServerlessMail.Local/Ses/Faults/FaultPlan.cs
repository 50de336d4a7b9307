namespace ServerlessMail.Local.Ses.Faults;

/// <summary>
/// Which faults are to come. It lives in memory: a restart ends them. Of the faults of one moment a send meets the first that strikes; its events
/// meet all that do. Thread-safe.
/// </summary>
internal sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private Planned[] _planned = [];

    /// <summary>What is still to come, in order.</summary>
    public IReadOnlyList<Fault> Current
    {
        get
        {
            lock (_lock)
                return [.. _planned.Where(planned => planned.Left != 0).Select(planned => planned.Remaining)];
        }
    }

    /// <summary>Takes these in place of all that were planned.</summary>
    public void Replace(IEnumerable<Fault> faults)
    {
        var planned = faults.Select(fault => new Planned(fault)).ToArray();
        lock (_lock)
            _planned = planned;
    }

    /// <summary>The first fault that strikes now; null: none.</summary>
    public Fault? First(FaultMoment moment)
    {
        lock (_lock)
            return _planned.FirstOrDefault(planned => planned.Fault.Moment == moment && planned.Strikes())?.Fault;
    }

    /// <summary>All faults that strike now.</summary>
    public IReadOnlyList<Fault> All(FaultMoment moment)
    {
        lock (_lock)
            return [.. _planned.Where(planned => planned.Fault.Moment == moment && planned.Strikes()).Select(planned => planned.Fault)];
    }

    private sealed class Planned(Fault fault)
    {
        private double _due;

        public Fault Fault => fault;

        /// <summary>How often it still strikes; null: without end.</summary>
        public int? Left { get; private set; } = fault.Times;

        public Fault Remaining => fault with { Times = Left };

        public bool Strikes()
        {
            if (Left == 0)
                return false;
            _due += fault.Share ?? 1;
            // A tenth, ten times, is a little less than one.
            if (_due < 1 - 1e-9)
                return false;
            _due -= 1;
            Left--;
            return true;
        }
    }
}
