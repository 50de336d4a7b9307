using ServerlessMail.Core.Messages;

namespace ServerlessMail.Simulation.Queues;

/// <summary>A record in the queue.</summary>
internal sealed class Entry(Lane lane, string body, TimeSpan visibleAt, bool poison)
{
    public Lane Lane => lane;

    public string Body => body;

    /// <summary>It is no message id, or of no message, or a copy that somebody put in again.</summary>
    public bool Poison => poison;

    public TimeSpan VisibleAt { get; set; } = visibleAt;

    public int Receives { get; set; }

    /// <summary>True once a worker came to its end without any fault and left it: then no fault explains what becomes of it.</summary>
    public bool LeftForNothing { get; set; }

    /// <summary>The handle of its latest delivery, which alone deletes it.</summary>
    public string Receipt { get; set; } = "";
}
