using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Simulation.Ses;

/// <summary>An event on its way to us, or its copy.</summary>
internal sealed class FeedbackRecord(FeedbackEvent told, TimeSpan visibleAt)
{
    public FeedbackEvent Told => told;

    public TimeSpan VisibleAt { get; set; } = visibleAt;
}
