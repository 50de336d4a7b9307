using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Cli.Tests.EndToEnd;

/// <summary>
/// Kills a real <c>smail serve</c> at a random moment while visitors post, starts it again, and counts what arrived. Each round has a number, which is
/// the seed of its moment: <c>SMAIL_KILL_ROUNDS=50</c> runs more of them, <c>SMAIL_KILL_FROM=123</c> begins elsewhere.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Posts = 6;
    private const int AtOnce = 4;

    /// <summary>A dead claim is seen after 5 s, its quiet time is 10 s, and the machine may be busy.</summary>
    private static readonly TimeSpan SettledWithin = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Killed_at_any_moment_every_accepted_mail_arrives_once_and_no_other_twice()
    {
        var rounds = Setting("SMAIL_KILL_ROUNDS", 12);
        var first = Setting("SMAIL_KILL_FROM", 1);
        await Parallel.ForEachAsync(
            Enumerable.Range(first, rounds),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (round, _) => output.WriteLine(await RoundAsync(round)));
    }

    private static async Task<string> RoundAsync(int round)
    {
        using var data = new DataDirectory();
        var accepted = await PostAndKillAsync(data.Path, round);
        await using var again = await SmailProcess.ServeAsync(data.Path);

        var settled = await SettleAsync(data.Path, round);
        var arrived = await ArrivedAsync(again.Url);

        Assert.Empty(arrived.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"round {round}: {group.Key} arrived {group.Count()} times"));
        Assert.Empty(accepted.Except(arrived).Select(id => $"round {round}: {id} was accepted and never arrived"));
        Assert.All(settled, message => Assert.Equal(MessageStatus.Delivered, message.Status));
        var kinds = settled.SelectMany(message => message.Trail).Count(known => known.Kind == TrailKind.Uncertain);
        return $"round {round}: {accepted.Count} of {Posts} answered, {arrived.Count} arrived, {kinds} were uncertain in between";
    }

    /// <summary>The ids that were answered before the process died.</summary>
    private static async Task<IReadOnlyCollection<string>> PostAndKillAsync(string data, int round)
    {
        await using var serve = await SmailProcess.ServeAsync(data);
        using var client = new HttpClient { BaseAddress = new Uri(serve.Url) };
        await client.GetAsync("/healthz");
        var random = new Random(round);
        var posts = Enumerable.Range(0, Posts).Select(i => PostAsync(client, i)).ToArray();
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 250)), TimeProvider.System, CancellationToken.None);
        await serve.KillAsync();
        return [.. (await Task.WhenAll(posts)).OfType<string>()];
    }

    private static async Task<string?> PostAsync(HttpClient client, int number)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("name", $"Visitor {number}"), new("email", "visitor@example.org"), new("message", "Will it arrive?"),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/f/demo") { Content = form };
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
    private static async Task<IReadOnlyList<Message>> SettleAsync(string data, int round)
    {
        using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSqliteStores(data).BuildServiceProvider();
        var messages = services.GetRequiredService<IMessageStore>();
        IReadOnlyList<Message> all = [];
        return await Eventually.GetAsync(
            async () =>
            {
                all = await AllAsync(messages);
                return all.All(message => message.Due is null && message.Status != MessageStatus.Sent) ? all : null;
            },
            SettledWithin,
            () => $"round {round}: not settled: {string.Join("; ", all.Where(message => message.Due is not null).Select(message =>
                $"{message.Id} {message.Status} {string.Join(",", message.Trail.Select(known => $"{known.Kind}:{known.Reason}"))}"))}");
    }

    private static async Task<IReadOnlyList<Message>> AllAsync(IMessageStore messages)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return
        [
            .. await messages.ListAsync(today.AddDays(-1), null, 100, CancellationToken.None),
            .. await messages.ListAsync(today, null, 100, CancellationToken.None),
        ];
    }

    private static async Task<IReadOnlyList<string>> ArrivedAsync(string url)
    {
        using var client = new HttpClient();
        using var inbox = JsonDocument.Parse(await client.GetStringAsync($"{url}/inbox/api/messages?limit=100"));
        return [.. inbox.RootElement.GetProperty("messages").EnumerateArray().Select(mail => mail.GetProperty("tags").GetProperty("message").GetString()!)]; // every mail of ours bears it
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
