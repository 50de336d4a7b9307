using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>Kills a real <c>smail serve</c> while it drains ten thousand bulk messages, and starts it again.</summary>
[Collection(nameof(OneAtATime))]
public class BacklogKillTests(ITestOutputHelper output)
{
    private const int Backlog = 10_000;
    private const int Rounds = 1;

    /// <summary>Nothing else than the machine should hold it up.</summary>
    private const int Rate = 500;

    /// <summary>How many have left when a round ends.</summary>
    private const int Enough = 500;

    private const int MaxKills = 10;
    private const int Posts = 5;

    /// <summary>The 2 s that the benchmark of urgent mail asks for, and as much again for a busy machine.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Killed_while_ten_thousand_wait_it_sends_none_of_them_twice_and_what_is_posted_next_at_once()
    {
        using var filled = new DataDirectory();
        await FillAsync(filled.Path);

        var rounds = await KillRounds.RunAsync(Rounds, 1, number => RoundAsync(number, filled), output);

        Assert.True(rounds.Sum(round => round.Claimed) > 0, "No kill met a message that was claimed.");
    }

    private static async Task FillAsync(string data)
    {
        await using (var serve = await SmailProcess.ServeAsync(data))
            await SimulatorChange.SendAsync(serve.Url, HttpMethod.Patch, "account", $$"""{"maxSendRate": {{Rate}}, "max24HourSend": -1}""");
        await using var stores = Stores(data);
        await stores.GetRequiredService<IControlStore>().SetLimitsAsync(null, Rate, null, SendLimits.HealthyBulkShare, CancellationToken.None);
        await KillForm.DefineAsync(stores.GetRequiredService<IFormStore>());
        var draft = SampleMail.Draft() with { From = KillForm.From, To = [EmailAddress.Parse("someone@example.com")] };
        await SampleBacklog.FillAsync(stores.GetRequiredService<IMessageStore>(), Backlog, draft, CancellationToken.None);
    }

    private static async Task<Round> RoundAsync(int number, DataDirectory filled)
    {
        using var data = filled.Copy();
        await using var stores = Stores(data.Path);
        var messages = stores.GetRequiredService<IMessageStore>();
        var random = new Random(number);
        var left = 0;
        IReadOnlyList<MessageId> claimed = [];
        // A kill that meets no message under way is made once more, a little later.
        for (var kill = 0; kill < MaxKills && claimed.Count == 0; kill++)
        {
            left += random.Next(1, Enough / MaxKills);
            await using var serve = await SmailProcess.ServeAsync(data.Path);
            await LeftAsync(serve, number, left);
            await serve.KillAsync();
            claimed = [.. (await AllMessages.ReadAsync(messages)).Where(message => message.Status == MessageStatus.Sending).Select(message => message.Id)];
        }

        await using var again = await SmailProcess.ServeAsync(data.Path);
        var slowest = await PostAsync(again, number);
        await LeftAsync(again, number, Enough);
        await DecidedAsync(messages, claimed, number, again);
        var inbox = await InboxTags.ReadAsync(again.Url);
        Arrivals.AssertOnce(number, inbox);
        return new Round(number, claimed.Count, inbox.Count, slowest);
    }

    private static ServiceProvider Stores(string data) =>
        new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(data).BuildServiceProvider();

    /// <summary>Returns once that many have left.</summary>
    private static Task LeftAsync(SmailProcess serve, int round, int many) => Eventually.HoldsAsync(
        async () => (await InboxTags.ReadAsync(serve.Url)).Count >= many,
        KillRounds.SettledWithin,
        () => $"round {round}: {many} did not leave:\n{serve.Log}");

    /// <summary>Posts one form after the other; how long the slowest took from its answer to its arrival.</summary>
    private static async Task<TimeSpan> PostAsync(SmailProcess serve, int round)
    {
        using var client = new HttpClient();
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < Posts; i++)
        {
            var id = await Visitor.PostAsync(client, serve.Url, i);
            Assert.NotNull(id);
            var accepted = TimeProvider.System.GetTimestamp();
            await Eventually.HoldsAsync(
                async () => (await InboxTags.ReadAsync(serve.Url)).Any(mail => mail.Message == id),
                AtOnce,
                () => $"round {round}: {id} waits behind the backlog:\n{serve.Log}");
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, TimeProvider.System.GetElapsedTime(accepted).Ticks));
        }

        return slowest;
    }

    /// <summary>Returns once it is decided of each message that died with its worker: it was sent, or an operator must look.</summary>
    private static Task DecidedAsync(IMessageStore messages, IReadOnlyList<MessageId> claimed, int round, SmailProcess serve) => Eventually.HoldsAsync(
        async () =>
        {
            foreach (var id in claimed)
            {
                if ((await messages.FindAsync(id, CancellationToken.None))?.Message.Status is not (MessageStatus.Delivered or MessageStatus.Held))
                    return false;
            }

            return true;
        },
        KillRounds.SettledWithin,
        () => $"round {round}: not decided:\n{serve.Log}");

    private sealed record Round(int Number, int Claimed, int Arrived, TimeSpan Slowest);
}
