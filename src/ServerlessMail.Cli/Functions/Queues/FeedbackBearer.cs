using Amazon.SQS;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Functions.Queues;

/// <summary>What SNS is on AWS: brings what the simulated SES tells, in the envelope of its topic, into the feedback queue. Nothing is lost; an event may come twice.</summary>
/// <param name="from">The simulator's queue, on disk.</param>
/// <param name="sqs">The queues.</param>
/// <param name="url">The feedback queue.</param>
/// <param name="tell">Takes a line about what went wrong; thread-safe.</param>
/// <param name="time">The clock of the waits.</param>
internal sealed class FeedbackBearer(QueueTable from, IAmazonSQS sqs, string url, Action<string> tell, TimeProvider time)
{
    private const int Batch = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);

    /// <summary>For how long an event is hidden while it is brought; if that fails, it is brought again.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(10);

    /// <summary>Goes on until it is told to stop.</summary>
    public Task RunAsync(CancellationToken ct) => new PollingLoop(BringAsync, "SES's events cannot be brought to the feedback queue", tell, time).RunAsync(ct);

    private async Task<TimeSpan> BringAsync(CancellationToken ct)
    {
        var pause = Idle;
        foreach (var told in await from.ReceiveAsync(QueueTable.Feedback, Batch, Hidden, ct))
        {
            await sqs.SendMessageAsync(url, told.Body, ct);
            await from.DeleteAsync(told.Receipt, CancellationToken.None);
            pause = TimeSpan.Zero;
        }

        return pause;
    }
}
