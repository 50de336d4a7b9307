using ServerlessMail.Core.Feedback;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Ses;

/// <summary>An event on its way to us or in the feedback queue, or its copy, or what somebody else put there.</summary>
internal sealed class EventUnderWay(FeedbackEvent? told, string body)
{
    /// <summary>What it tells; null of poison.</summary>
    public FeedbackEvent? Told => told;

    public string Body => body;

    public TimeSpan QueuedAt { get; set; }

    public TimeSpan VisibleAt { get; set; }

    public int Receives { get; set; }

    /// <summary>The handle of its latest delivery.</summary>
    public string Receipt { get; set; } = "";

    public FeedbackRecord Record => new(Receipt, body, VirtualTime.Start + QueuedAt);
}
