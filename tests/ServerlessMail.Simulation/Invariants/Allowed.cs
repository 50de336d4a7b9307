namespace ServerlessMail.Simulation.Invariants;

/// <summary>When a sender was on the allowlist, in true time.</summary>
internal sealed class Allowed
{
    private bool _now;

    /// <summary>The last moment at which it was; null if it never was.</summary>
    public TimeSpan? LastAllowed { get; private set; }

    /// <summary>True if it was ever taken off.</summary>
    public bool EverForbidden { get; private set; }

    public bool IsAllowed => _now;

    public void Now(bool allowed, TimeSpan at)
    {
        if (_now)
            LastAllowed = at;
        _now = allowed;
        if (allowed)
            LastAllowed = at;
        else
            EverForbidden = true;
    }
}
