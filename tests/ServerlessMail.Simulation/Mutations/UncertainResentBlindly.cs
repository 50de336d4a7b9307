using ServerlessMail.Core.Feedback;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>The feedback is taken for complete, whatever is still on its way.</summary>
internal sealed class UncertainResentBlindly : Mutation
{
    public override string Name => "uncertain-resent-blindly";

    public override string Breaks => "uncertain mail is sent again without evidence";

    public override IFeedbackWatch Watch(IFeedbackWatch watch, Process of) => new Sure();

    private sealed class Sure : IFeedbackWatch
    {
        public Task<FeedbackEvidence> ReadAsync(CancellationToken ct) => Task.FromResult(new FeedbackEvidence(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue));

        public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => Task.CompletedTask;
    }
}
