namespace ServerlessMail.Simulation.Ses;

/// <summary>What the feedback watch of a world is like. It may know less than there is, never more.</summary>
internal enum Evidence
{
    /// <summary>It tells exactly how far the feedback is complete.</summary>
    True,

    /// <summary>It knows nothing.</summary>
    Silent,

    /// <summary>It tells of a moment long ago.</summary>
    Lagging,

    /// <summary>Some events never come, and it knows.</summary>
    Lossy,
}
