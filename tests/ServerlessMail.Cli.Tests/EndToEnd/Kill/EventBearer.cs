using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>
/// What SNS is on AWS: brings the simulator's events into the feedback queue in SQS. Some come late, by less than the quiet time, some twice, and
/// so they come in any order.
/// </summary>
internal sealed class EventBearer(QueueTable from, IAmazonSQS to, string url, int seed)
{
    private const int Batch = 10;
    private const double LateShare = 0.3;
    private const double TwiceShare = 0.2;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(3);

    private readonly Random _random = new(seed);

    /// <summary>Brings them until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var underWay = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            var events = await from.ReceiveAsync(QueueTable.Feedback, Batch, TimeSpan.FromMinutes(1), CancellationToken.None);
            foreach (var told in events)
            {
                await from.DeleteAsync(told.Receipt, CancellationToken.None);
                underWay.Add(BringAsync(told.Body, Delay()));
                if (_random.NextDouble() < TwiceShare)
                    underWay.Add(BringAsync(told.Body, Delay()));
            }

            if (events.Count == 0)
                await Task.Delay(Idle, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(underWay);
    }

    private TimeSpan Delay() => _random.NextDouble() < LateShare ? Latest * _random.NextDouble() : TimeSpan.Zero;

    private async Task BringAsync(string body, TimeSpan delay)
    {
        await Task.Delay(delay, TimeProvider.System, CancellationToken.None);
        await to.SendMessageAsync(new SendMessageRequest { QueueUrl = url, MessageBody = body }, CancellationToken.None);
    }
}
