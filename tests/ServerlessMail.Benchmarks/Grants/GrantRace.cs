using System.Diagnostics;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Benchmarks.Grants;

/// <summary>Workers that take one grant after the other from one control item, all at once.</summary>
/// <param name="Granted">How many requests were granted.</param>
/// <param name="Messages">For how many messages.</param>
/// <param name="Waits">How many were told to wait, since others were always faster or the rate was used up.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record GrantRace(int Granted, int Messages, int Waits, double Seconds)
{
    /// <summary>So high that the rate itself never refuses.</summary>
    public const double Rate = 500_000;

    /// <summary>Runs for some time.</summary>
    /// <param name="stores">One for each worker, as separate processes have them.</param>
    /// <param name="batch">Messages of each request.</param>
    /// <param name="span">For how long.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<GrantRace> RunAsync(IReadOnlyList<IControlStore> stores, int batch, TimeSpan span, CancellationToken ct)
    {
        await stores[0].EnsureAsync(ct);
        await stores[0].SetLimitsAsync(null, Rate, null, SendLimits.HealthyBulkShare, ct);
        var request = new GrantRequest(Lane.Urgent, [.. Enumerable.Repeat(GrantRequest.OfOne(Lane.Urgent, 1).Messages[0], batch)]);
        var started = Stopwatch.GetTimestamp();
        var workers = await Task.WhenAll(stores.Select(store => Task.Run(() => WorkAsync(store, request, () => Stopwatch.GetElapsedTime(started) < span, ct), ct)));
        return new GrantRace(
            workers.Sum(worker => worker.Granted),
            workers.Sum(worker => worker.Messages),
            workers.Sum(worker => worker.Waits),
            Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task<(int Granted, int Messages, int Waits)> WorkAsync(IControlStore store, GrantRequest request, Func<bool> goesOn, CancellationToken ct)
    {
        var (granted, messages, waits) = (0, 0, 0);
        while (goesOn())
        {
            switch (await store.TakeGrantAsync(request, TimeProvider.System.GetUtcNow(), ct))
            {
                case GrantOutcome.Granted got:
                    (granted, messages) = (granted + 1, messages + got.Slots.Length);
                    break;
                case GrantOutcome.Wait:
                    waits++;
                    break;
                case var other:
                    throw new InvalidOperationException($"Nothing here stops a grant, yet it was answered: {other}");
            }
        }

        return (granted, messages, waits);
    }
}
