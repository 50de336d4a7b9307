using ServerlessMail.Benchmarks.Load;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Rate;

/// <summary>One run in virtual time.</summary>
/// <param name="Rate">MaxSendRate.</param>
/// <param name="Senders">Processes that send.</param>
/// <param name="Batches">Batches that each has in flight, of each lane.</param>
/// <param name="Load">What comes in.</param>
/// <param name="HasOneRecipientEach">False: some messages have more, and a few more than the rate.</param>
internal sealed record RateRun(double Rate, int Senders, int Batches, RateLoad Load, bool HasOneRecipientEach)
{
    /// <summary>How long a batch takes, from its receipt to its deletion, if it need not wait for the rate.</summary>
    public static readonly TimeSpan BatchTakes = TimeSpan.FromSeconds(0.5);

    /// <summary>For how long it is measured: until single messages make no difference.</summary>
    public TimeSpan Span => TimeSpan.FromSeconds(Rate < 100 ? 600 : 180);

    /// <summary>False where even without any limit no more than a part of the rate could be used.</summary>
    public bool HasEnoughInFlight => 10 * Batches * Senders >= Rate * BatchTakes.TotalSeconds;

    public RateSeen Measure(TimeSpan warmUp, TimeSpan measured)
    {
        var service = new VirtualService(seed: 1, Rate) { HasOneRecipientEach = HasOneRecipientEach };
        service.Time.Run(
            async () =>
            {
                await service.OpenAsync();
                service.StartIntake(Lane.Urgent, Load.Urgent * Rate);
                service.StartIntake(Lane.Normal, Load.Normal * Rate);
                service.StartIntake(Lane.Bulk, Load.Bulk * Rate);
                service.StartSenders(Senders, Batches);
                service.StartSweeper();
                await service.Time.WaitAsync(warmUp + measured);
            },
            warmUp + measured + TimeSpan.FromMinutes(1));

        var calls = service.Ses.Calls;
        var messages = service.Store.Messages.All;
        return new RateSeen(
            this,
            [.. calls.Where(call => call.Began >= warmUp)],
            measured,
            calls.Count(call => !call.Taken),
            messages.Sum(message => message.Trail.Count(known => known.Kind == TrailKind.Claimed)),
            messages.Sum(message => message.Trail.Count(known => known.Reason == "pace" && known.Attempt > 0)));
    }
}
