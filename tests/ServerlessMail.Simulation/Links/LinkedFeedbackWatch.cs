using ServerlessMail.Core.Feedback;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The evidence as one sweeper reaches it.</summary>
internal sealed class LinkedFeedbackWatch(Link link, IFeedbackWatch watch) : IFeedbackWatch
{
    public Task<DateTimeOffset?> CompleteUntilAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Feedback, "asks for evidence", null, () => watch.CompleteUntilAsync(CancellationToken.None), ct);
}
