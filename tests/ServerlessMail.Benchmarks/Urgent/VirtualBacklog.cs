using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Urgent;

/// <summary>Urgent mail in virtual time, while a backlog of bulk mail drains.</summary>
internal static class VirtualBacklog
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan End = TimeSpan.FromSeconds(30);

    public static UrgentSeen Measure(double rate, int senders, int batches, int backlog, int urgent)
    {
        var service = new VirtualService(seed: 3, rate);
        Dictionary<MessageId, TimeSpan> accepted = [];
        service.Time.Run(
            async () =>
            {
                await service.FillBacklogAsync(Lane.Bulk, backlog);
                await service.OpenAsync();
                service.StartSenders(senders, batches);
                service.StartSweeper();
                await service.Time.WaitAsync(WarmUp);
                for (var i = 0; i < urgent; i++)
                {
                    await service.Time.WaitAsync(TimeSpan.FromSeconds(2 * service.Random.NextDouble()));
                    var began = service.Time.Elapsed;
                    accepted[await service.AcceptAsync(Lane.Urgent, 1)] = began;
                }

                await service.Time.WaitAsync(End);
            },
            WarmUp + End + TimeSpan.FromSeconds(3 * urgent));

        var calls = service.Ses.Calls.Where(call => call.Lane == Lane.Urgent && call.Taken).ToDictionary(call => call.Message, call => call.Began);
        return new UrgentSeen(
            "memory, virtual time",
            rate,
            senders,
            backlog,
            service.Ses.Calls.Count(call => call.Lane == Lane.Bulk && call.Taken),
            urgent,
            [.. accepted.Where(one => calls.ContainsKey(one.Key)).Select(one => calls[one.Key] - one.Value)]);
    }
}
