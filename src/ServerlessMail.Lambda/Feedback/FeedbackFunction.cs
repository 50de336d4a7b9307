using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Lambda.Feedback;

/// <summary>Writes what SES tells afterwards into the trails.</summary>
internal sealed class FeedbackFunction(RecordFeedbackBatch feedback, InvocationRecord record, TimeProvider time)
{
    /// <summary>What it takes to answer.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    public Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context) => record.RunAsync(context, async () =>
    {
        using var end = context.EndBefore(Settling, time);
        return QueueFunction.Failed(await feedback.RunAsync([.. QueueFunction.RecordsOf(batch).Select(Record)], end.Token));
    });

    private FeedbackRecord Record(SQSEvent.SQSMessage message) =>
        new(message.MessageId!, message.Body ?? "", QueueFunction.SentAtOf(message) ?? time.GetUtcNow()); // RecordsOf has seen to it
}
