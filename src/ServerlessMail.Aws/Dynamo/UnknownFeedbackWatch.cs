using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// Until a function records SES's feedback on AWS, nothing is known of it: uncertain messages wait, and are then held for an operator instead of
/// being sent a second time.
/// </summary>
internal sealed class UnknownFeedbackWatch : IFeedbackWatch
{
    public Task<FeedbackEvidence> ReadAsync(CancellationToken ct) => Task.FromResult(FeedbackEvidence.None);

    public Task AdvanceAsync(FeedbackProgress progress, CancellationToken ct) => Task.CompletedTask;
}
