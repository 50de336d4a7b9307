using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>A storm of kills over the service as it stands on AWS, and the calm in which everything must come to rest.</summary>
internal sealed class AwsKillRound(int number, AwsPlace place, Simulator simulator) : IAsyncDisposable
{
    private const int Kills = 8;
    private const int Posting = 4;

    /// <summary>Less than the visitors post, so that senders wait for it with claims in their hands.</summary>
    private const int Rate = 8;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>A claim that is older belongs to somebody who is dead, or slow.</summary>
    private static readonly TimeSpan Claimed = TimeSpan.FromSeconds(3);

    private readonly ServiceProvider _stores = place.AddTo(new ServiceCollection()).BuildServiceProvider();

    private IMessageStore Messages => _stores.GetRequiredService<IMessageStore>();

    public async Task<Result> RunAsync(bool isPaused)
    {
        await PrepareAsync();
        using var end = new CancellationTokenSource();
        var events = new EventBearer(simulator.Queue, place.Queues, place.QueueFeedback, number).RunAsync(end.Token);
        try
        {
            return await PassAsync(isPaused);
        }
        finally
        {
            await end.CancelAsync();
            await events;
        }
    }

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private async Task<Result> PassAsync(bool isPaused)
    {
        await using var fleet = await Fleet.StartAsync(simulator.EnvironmentOn(place));
        using var visitors = new Visitors(() => fleet.IntakeUrl);

        var began = TimeProvider.System.GetTimestamp();
        var pause = await StormAsync(fleet, visitors, isPaused);
        var storm = TimeProvider.System.GetElapsedTime(began);
        var settled = await SettleAsync(fleet, visitors);
        var calm = TimeProvider.System.GetElapsedTime(began) - storm;

        var inbox = await simulator.InboxAsync();
        Arrivals.AssertOnce(number, inbox);
        Arrivals.AssertAll(number, visitors.Accepted.Keys, inbox);
        Assert.All(settled, message => Assert.Equal(MessageStatus.Delivered, message.Status));
        Assert.Equal(0, (await place.DepthAsync()).DeadLetters);
        var (code, told) = await place.SmailAsync("audit", "verify", "--from", $"{TimeProvider.System.GetUtcNow().AddDays(-1):yyyy-MM-dd}");
        Assert.True(code == 0, $"round {number}: {told}");
        return new Result(
            number,
            $"{storm.TotalSeconds:0}+{calm.TotalSeconds:0}",
            fleet.Kills,
            visitors.Accepted.Count,
            inbox.Count,
            settled.Count(AllMessages.LostItsWorker),
            settled.Count(AllMessages.WasToldByFeedback),
            settled.Count(AllMessages.WasResent),
            pause?.Verify(number, simulator.Calls, visitors.Accepted.Values));
    }

    private async Task PrepareAsync()
    {
        await simulator.ChangeAsync(HttpMethod.Patch, "account", $$"""{"maxSendRate": {{Rate}}}""");
        // Some answers take a while, so that kills meet calls under way.
        await simulator.ChangeAsync(HttpMethod.Put, "faults", """{"faults": [{"kind": "slow", "share": 0.5, "delayMs": 500}]}""");
        var control = _stores.GetRequiredService<IControlStore>();
        await control.EnsureAsync(CancellationToken.None);
        await control.SetLimitsAsync(null, Rate, null, SendLimits.HealthyBulkShare, CancellationToken.None);
        await _stores.GetRequiredService<ISenderStore>().PutAsync(SampleMail.Sender(KillForm.Domain), CancellationToken.None);
        await KillForm.DefineAsync(_stores.GetRequiredService<IFormStore>());
    }

    private async Task<PausedTime?> StormAsync(Fleet fleet, Visitors visitors, bool isPaused)
    {
        using var enough = new CancellationTokenSource();
        var posting = visitors.PostAsync(Posting, number, enough.Token);
        try
        {
            // A storm begins once the first mail has left.
            await Eventually.HoldsAsync(() => Task.FromResult(simulator.Calls.Count > 0), KillRounds.SettledWithin, () => $"round {number}: no mail left:\n{fleet.Log}");
            var pause = isPaused ? PausedTime.PassAsync(place, () => visitors.Accepted.Count, new Random(number)) : Task.FromResult<PausedTime?>(null);
            await Task.WhenAll(fleet.KillAsync(Kills, new Random(number), () => visitors.Accepted.Count, () => !pause.IsCompleted), pause);
            return await pause;
        }
        finally
        {
            await enough.CancelAsync();
            await posting;
            await simulator.ChangeAsync(HttpMethod.Put, "faults", """{"faults": []}""");
        }
    }

    /// <summary>Every message, once nothing is left to do for any of them and the queues are empty.</summary>
    private async Task<IReadOnlyList<Message>> SettleAsync(Fleet fleet, Visitors visitors)
    {
        IReadOnlyList<Message> all = [];
        var depth = 0;
        return await Eventually.GetAsync(
            async () =>
            {
                all = await AllMessages.ReadAsync(Messages);
                // Whether a dead worker's mail was taken is known once a later mail's events are recorded: somebody still posts.
                if (all.Any(IsInDoubt))
                    await visitors.PostAsync();
                depth = (await place.DepthAsync()).Records;
                return depth == 0 && all.All(AllMessages.IsSettled) ? all : null;
            },
            KillRounds.SettledWithin,
            () => $"round {number}: not settled, {depth} records in the queues: {AllMessages.Tell(all)}\n{fleet.Log}",
            LookEvery);
    }

    private static bool IsInDoubt(Message message) =>
        message.Status == MessageStatus.Uncertain || (message.Status == MessageStatus.Sending && message.ClaimedAt < TimeProvider.System.GetUtcNow() - Claimed);

    /// <summary>What a round came to, in messages.</summary>
    public sealed record Result(int Number, string Seconds, string Kills, int Accepted, int Arrived, int LostTheirWorker, int ToldByFeedback, int Resent, PausedTime.Seen? Paused);
}
