using System.Globalization;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Queues;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of dead letters must do. Each test has empty queues, and no dead letters.</summary>
public abstract class DeadLettersContract
{
    public static TheoryData<ServiceQueue> Queues => [.. Enum.GetValues<ServiceQueue>()];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IDeadLetters Letters { get; }

    /// <summary>Puts a record with the dead letters of a queue.</summary>
    protected abstract Task BuryAsync(ServiceQueue queue, string body);

    /// <summary>The bodies of what can be received from a queue now, up to ten; all are taken away for good.</summary>
    protected abstract Task<IReadOnlyList<string>> TakeAsync(ServiceQueue queue);

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task A_queue_without_dead_letters_has_none(ServiceQueue queue)
    {
        Assert.Equal(0, await Letters.CountAsync(queue, Ct));
        Assert.Empty(await Letters.ListAsync(queue, 10, Ct));
        Assert.Empty(await ReturnAllAsync(queue));
        Assert.False(await Letters.ReturnAsync(queue, "1", Ct));
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task What_was_put_aside_is_counted_and_listed_and_stays(ServiceQueue queue)
    {
        await BuryAsync(queue, "one");
        await BuryAsync(queue, "two");

        for (var looks = 0; looks < 3; looks++)
        {
            Assert.Equal(2, await Letters.CountAsync(queue, Ct));
            Assert.Equal(["one", "two"], (await Letters.ListAsync(queue, 10, Ct)).Select(letter => letter.Body).Order(StringComparer.Ordinal));
        }

        foreach (var other in Enum.GetValues<ServiceQueue>().Where(other => other != queue))
            Assert.Equal(0, await Letters.CountAsync(other, Ct));
        Assert.Empty(await TakeAsync(queue));
    }

    [Fact]
    public async Task A_letter_tells_its_queue_and_its_age_and_has_an_id_of_its_own()
    {
        await BuryAsync(ServiceQueue.Bulk, "one");
        await BuryAsync(ServiceQueue.Bulk, "two");

        var letters = await Letters.ListAsync(ServiceQueue.Bulk, 10, Ct);

        Assert.All(letters, letter => Assert.Equal(ServiceQueue.Bulk, letter.Queue));
        Assert.All(letters, letter => Assert.True(letter.QueuedAt > DateTimeOffset.UnixEpoch));
        Assert.Equal(2, letters.Select(letter => letter.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_list_gives_no_more_than_was_asked_for()
    {
        for (var i = 0; i < 13; i++)
            await BuryAsync(ServiceQueue.Normal, Number(i));

        Assert.Single(await Letters.ListAsync(ServiceQueue.Normal, 1, Ct));
        Assert.Equal(12, (await Letters.ListAsync(ServiceQueue.Normal, 12, Ct)).Count);
        Assert.Equal(13, (await Letters.ListAsync(ServiceQueue.Normal, 100, Ct)).Count);
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task One_returns_to_its_queue_and_the_others_stay(ServiceQueue queue)
    {
        for (var i = 0; i < 12; i++)
            await BuryAsync(queue, Number(i));
        var chosen = (await Letters.ListAsync(queue, 100, Ct))[7];

        Assert.True(await Letters.ReturnAsync(queue, chosen.Id, Ct));

        Assert.Equal([chosen.Body], await TakeAsync(queue));
        Assert.Equal(11, await Letters.CountAsync(queue, Ct));
        Assert.DoesNotContain(chosen.Body, (await Letters.ListAsync(queue, 100, Ct)).Select(letter => letter.Body));
        Assert.False(await Letters.ReturnAsync(queue, chosen.Id, Ct));
        Assert.Empty(await TakeAsync(queue));
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task All_return_to_their_queue_with_what_is_in_them(ServiceQueue queue)
    {
        var bodies = Enumerable.Range(0, 23).Select(Number).Append("{\"Grüße\": \"\\u0000🙂\"}").Order(StringComparer.Ordinal).ToList();
        foreach (var body in bodies)
            await BuryAsync(queue, body);

        var steps = await ReturnAllAsync(queue);

        Assert.Equal(bodies.Count, steps.Sum());
        var back = new List<string>();
        while (await TakeAsync(queue) is { Count: > 0 } some)
            back.AddRange(some);
        Assert.Equal(bodies, back.Order(StringComparer.Ordinal));
        Assert.Equal(0, await Letters.CountAsync(queue, Ct));
    }

    [Fact]
    public async Task Returning_one_queues_letters_leaves_those_of_the_others()
    {
        await BuryAsync(ServiceQueue.Normal, "normal");
        await BuryAsync(ServiceQueue.Urgent, "urgent");

        await ReturnAllAsync(ServiceQueue.Normal);

        Assert.Equal("urgent", Assert.Single(await Letters.ListAsync(ServiceQueue.Urgent, 10, Ct)).Body);
    }

    [Fact]
    public async Task Two_operators_at_once_lose_nothing()
    {
        for (var i = 0; i < 20; i++)
            await BuryAsync(ServiceQueue.Normal, Number(i));

        await Race.RunAsync(2, async _ => (await ReturnAllAsync(ServiceQueue.Normal)).Sum());

        var back = new HashSet<string>(StringComparer.Ordinal);
        while (await TakeAsync(ServiceQueue.Normal) is { Count: > 0 } some)
            back.UnionWith(some);
        Assert.Equal(20, back.Count);
        Assert.Equal(0, await Letters.CountAsync(ServiceQueue.Normal, Ct));
    }

    [Fact]
    public async Task A_letter_tells_what_it_is_about()
    {
        var id = SampleMail.Id(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));
        await BuryAsync(ServiceQueue.Normal, id.ToString());
        await BuryAsync(ServiceQueue.Feedback, SampleFeedback.Record(FeedbackKind.Bounce, id, id.Time));
        await BuryAsync(ServiceQueue.Urgent, "nonsense");

        Assert.Equal((id, null), Assert.Single(await Letters.ListAsync(ServiceQueue.Normal, 10, Ct)).About());
        Assert.Equal((id, null), Assert.Single(await Letters.ListAsync(ServiceQueue.Feedback, 10, Ct)).About());
        Assert.Equal((null, "no-message-id"), Assert.Single(await Letters.ListAsync(ServiceQueue.Urgent, 10, Ct)).About());
    }

    private async Task<List<int>> ReturnAllAsync(ServiceQueue queue)
    {
        var steps = new List<int>();
        await foreach (var some in Letters.ReturnAllAsync(queue, Ct))
            steps.Add(some);
        return steps;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
