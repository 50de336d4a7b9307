using ServerlessMail.Core.Feedback;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The evidence as one worker reaches it.</summary>
internal sealed class LinkedFeedbackWatch(Link link, IFeedbackWatch watch) : IFeedbackWatch
{
    public Task<FeedbackEvidence> ReadAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Feedback, "asks for evidence", null, () => watch.ReadAsync(CancellationToken.None), ct);

    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => link.CallAsync(Dependency.Table, "advances the evidence", null, async () =>
    {
        await watch.AdvanceAsync(progress, CancellationToken.None);
        return true;
    }, ct);
}
