using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>
/// Kills a real <c>smail serve</c> at a random moment while visitors post, starts it again, and counts what arrived. Each round has a number, which is
/// the seed of its moment: <c>SMAIL_KILL_ROUNDS=50</c> runs more of them, <c>SMAIL_KILL_FROM=123</c> begins elsewhere.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private const string FormName = "kill";
    private const int Visitors = 3;
    private const int AtOnce = 3;

    /// <summary>A dead claim is seen after 5 s, its quiet time is 10 s, and the machine may be busy.</summary>
    private static readonly TimeSpan SettledWithin = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Killed_at_any_moment_every_accepted_mail_arrives_once_and_no_other_twice()
    {
        var rounds = new ConcurrentBag<Round>();
        await Parallel.ForEachAsync(
            Enumerable.Range(Setting("SMAIL_KILL_FROM", 1), Setting("SMAIL_KILL_ROUNDS", 12)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) =>
            {
                var round = await RoundAsync(number);
                rounds.Add(round);
                output.WriteLine($"{round}");
            });

        // A test that never meets a message on its way would prove nothing.
        Assert.True(rounds.Sum(round => round.Accepted) > rounds.Count, "Hardly anything was accepted before the kills.");
        Assert.True(rounds.Sum(round => round.UnderWay) > 0, "No kill met a message between acceptance and delivery.");
    }

    private static async Task<Round> RoundAsync(int number)
    {
        using var data = new DataDirectory();
        await using var stores = Stores(data.Path);
        var messages = stores.GetRequiredService<IMessageStore>();
        await DefineFormAsync(stores);

        var accepted = await PostAndKillAsync(data.Path, number);
        var underWay = (await AllAsync(messages)).Count(message => message.Due is not null);
        await using var again = await SmailProcess.ServeAsync(data.Path);
        var settled = await SettleAsync(messages, number, again);
        var arrived = await ArrivedAsync(again.Url);

        Assert.Empty(arrived.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"round {number}: {group.Key} arrived {group.Count()} times"));
        Assert.Empty(accepted.Except(arrived).Select(id => $"round {number}: {id} was accepted and never arrived"));
        Assert.All(settled, message => Assert.Equal(MessageStatus.Delivered, message.Status));
        return new Round(
            number, accepted.Count, arrived.Count, underWay, settled.Count(message => message.Trail.Any(known => known.Kind == TrailKind.Uncertain)));
    }

    private static ServiceProvider Stores(string data) =>
        new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(data).BuildServiceProvider();

    /// <summary>The demo form's twin, without its limit.</summary>
    private static Task<bool> DefineFormAsync(IServiceProvider stores) => stores.GetRequiredService<IFormStore>().TryApplyAsync(
        [
            new Form
            {
                Name = Core.Forms.FormName.Parse(FormName),
                To = [EmailAddress.Parse("owner@serverlessmail.example")],
                From = Mailbox.Parse("demo@serverlessmail.example"),
                Origins = [Form.Self],
                Limits = null,
            },
        ],
        CancellationToken.None);

    /// <summary>The ids that were answered before the process died.</summary>
    private static async Task<IReadOnlyCollection<string>> PostAndKillAsync(string data, int number)
    {
        await using var serve = await SmailProcess.ServeAsync(data);
        using var client = new HttpClient { BaseAddress = new Uri(serve.Url) };
        var random = new Random(number);
        var accepted = new ConcurrentBag<string>();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var visitors = Enumerable.Range(0, Visitors).Select(_ => PostUntilDeadAsync(client, accepted, first)).ToArray();
        await first.Task.WaitAsync(SettledWithin, TimeProvider.System);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 600)), TimeProvider.System, CancellationToken.None);
        await serve.KillAsync();
        await Task.WhenAll(visitors);
        return accepted;
    }

    private static async Task PostUntilDeadAsync(HttpClient client, ConcurrentBag<string> accepted, TaskCompletionSource first)
    {
        while (await PostAsync(client, accepted.Count) is { } id)
        {
            accepted.Add(id);
            first.TrySetResult();
        }
    }

    private static async Task<string?> PostAsync(HttpClient client, int number)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("name", $"Visitor {number}"), new("email", "visitor@example.org"), new("message", "Will it arrive?"),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/f/{FormName}") { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await client.SendAsync(request);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return body.RootElement.GetProperty("id").GetString();
        }
        catch (Exception died) when (died is HttpRequestException or JsonException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Every message, once nothing is left to do for any of them.</summary>
    private static async Task<IReadOnlyList<Message>> SettleAsync(IMessageStore messages, int number, SmailProcess serve)
    {
        IReadOnlyList<Message> all = [];
        return await Eventually.GetAsync(
            async () =>
            {
                all = await AllAsync(messages);
                return all.All(message => message.Due is null && message.Status != MessageStatus.Sent) ? all : null;
            },
            SettledWithin,
            () => $"round {number}: not settled: {string.Join("; ", all.Where(message => message.Status != MessageStatus.Delivered).Select(message =>
                $"{message.Id} {message.Status} {string.Join(",", message.Trail.Select(known => $"{known.Kind}:{known.Reason}"))}"))}\n{serve.Log}");
    }

    private static async Task<IReadOnlyList<Message>> AllAsync(IMessageStore messages)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return
        [
            .. await messages.ListAsync(today.AddDays(-1), null, 1000, CancellationToken.None),
            .. await messages.ListAsync(today, null, 1000, CancellationToken.None),
        ];
    }

    private static async Task<IReadOnlyList<string>> ArrivedAsync(string url) => [.. (await InboxTags.ReadAsync(url)).Select(mail => mail.Message)];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    private sealed record Round(int Number, int Accepted, int Arrived, int UnderWay, int Uncertain);
}
