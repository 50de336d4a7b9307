using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>Kills a real <c>smail serve</c> at a random moment while visitors post, starts it again, and counts what arrived.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Rounds = 12;
    private const int Visitors = 3;
    private const int AtOnce = 3;

    [Fact]
    public async Task Killed_at_any_moment_every_accepted_mail_arrives_once_and_no_other_twice()
    {
        var rounds = await KillRounds.RunAsync(Rounds, AtOnce, RoundAsync, output);

        // A test that never meets a message on its way would prove nothing.
        Assert.True(rounds.Sum(round => round.Accepted) > rounds.Count, "Hardly anything was accepted before the kills.");
        Assert.True(rounds.Sum(round => round.UnderWay) > 0, "No kill met a message between acceptance and delivery.");
    }

    private static async Task<Round> RoundAsync(int number)
    {
        using var data = new DataDirectory();
        await using var stores = Stores(data.Path);
        var messages = stores.GetRequiredService<IMessageStore>();
        await KillForm.DefineAsync(stores.GetRequiredService<IFormStore>());

        var accepted = await PostAndKillAsync(data.Path, number);
        var underWay = (await AllMessages.ReadAsync(messages)).Count(message => message.Due is not null);
        await using var again = await SmailProcess.ServeAsync(data.Path);
        var settled = await SettleAsync(messages, number, again);
        var inbox = await InboxTags.ReadAsync(again.Url);

        Arrivals.AssertOnce(number, inbox);
        Arrivals.AssertAll(number, accepted, inbox);
        Assert.All(settled, message => Assert.Equal(MessageStatus.Delivered, message.Status));
        return new Round(number, accepted.Count, inbox.Count, underWay, settled.Count(message => message.Trail.Any(known => known.Kind == TrailKind.Uncertain)));
    }

    private static ServiceProvider Stores(string data) =>
        new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(data).BuildServiceProvider();

    /// <summary>The ids that were answered before the process died.</summary>
    private static async Task<IReadOnlyCollection<string>> PostAndKillAsync(string data, int number)
    {
        await using var serve = await SmailProcess.ServeAsync(data);
        using var client = new HttpClient();
        var random = new Random(number);
        var accepted = new ConcurrentBag<string>();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var visitors = Enumerable.Range(0, Visitors).Select(_ => PostUntilDeadAsync(client, serve.Url, accepted, first)).ToArray();
        await first.Task.WaitAsync(KillRounds.SettledWithin, TimeProvider.System);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 600)), TimeProvider.System, CancellationToken.None);
        await serve.KillAsync();
        await Task.WhenAll(visitors);
        return accepted;
    }

    private static async Task PostUntilDeadAsync(HttpClient client, string url, ConcurrentBag<string> accepted, TaskCompletionSource first)
    {
        while (await Visitor.PostAsync(client, url, accepted.Count) is { } id)
        {
            accepted.Add(id);
            first.TrySetResult();
        }
    }

    /// <summary>Every message, once nothing is left to do for any of them.</summary>
    private static async Task<IReadOnlyList<Message>> SettleAsync(IMessageStore messages, int number, SmailProcess serve)
    {
        IReadOnlyList<Message> all = [];
        return await Eventually.GetAsync(
            async () =>
            {
                all = await AllMessages.ReadAsync(messages);
                return all.All(AllMessages.IsSettled) ? all : null;
            },
            KillRounds.SettledWithin,
            () => $"round {number}: not settled: {AllMessages.Tell(all)}\n{serve.Log}");
    }

    private sealed record Round(int Number, int Accepted, int Arrived, int UnderWay, int Uncertain);
}
