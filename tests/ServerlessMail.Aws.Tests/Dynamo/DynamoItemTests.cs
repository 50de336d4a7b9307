using Amazon.DynamoDBv2.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>What the table holds, as whoever looks into it finds it.</summary>
public sealed class DynamoItemTests(Dynalite dynalite) : IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    private IMessageStore Store => _data.Get<IMessageStore>();

    private DateTimeOffset Now => _data.Time.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task A_short_draft_stands_in_the_head_in_one_write()
    {
        _data.Wire.Forget();
        var message = SampleMail.Message(Now);

        await Store.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(1), Ct);

        Assert.Equal(["PutItem"], _data.Wire.Operations);
        Assert.Null(await _data.ItemAsync(ItemKey.Body(message.Id)));
    }

    [Fact]
    public async Task A_long_draft_is_written_before_the_head_and_ends_with_its_retention()
    {
        _data.Wire.Forget();
        var message = SampleMail.Message(Now);

        await Store.TryAddAsync(message, SampleMail.Draft(message: new string('x', 5_000)), Now.AddDays(30), Ct);

        Assert.Equal(["\"BODY\"", "\"MSG\""], _data.Wire.Requests.Select(request => request.Body.Contains("\"BODY\"", StringComparison.Ordinal) ? "\"BODY\"" : "\"MSG\""));
        Assert.Equal(Seconds(Now.AddDays(30)), (await _data.ItemAsync(ItemKey.Body(message.Id)))?[Columns.Expires].N);
        Assert.Equal(Seconds(message.Id.Time + Retention.Trail), (await _data.ItemAsync(ItemKey.Head(message.Id)))?[Columns.Expires].N);
    }

    [Fact]
    public async Task A_head_of_a_delivered_message_is_billed_as_one_kilobyte()
    {
        var message = SampleMail.Message(Now);
        await Store.TryAddAsync(message, SampleMail.Draft(message: new string('x', 5_000)), Now.AddDays(30), Ct);
        foreach (var step in new Func<Message, Message>[]
        {
            m => m.Claim(Now, Now.AddMinutes(1)),
            m => m.Sent(Now, "0100019a0e5c2f00-1f7d6f2b-54d3-4a0e-9a53-2b7f3f6f5d2e-000000"),
            m => m.Feedback(MessageStatus.Delivered, TrailKind.Delivered, Now, null),
        })
        {
            Assert.True(await Store.TrySaveAsync(message, step(message), Ct));
            message = step(message);
        }

        var head = await _data.ItemAsync(ItemKey.Head(message.Id));
        Assert.InRange(head!.Sum(attribute => attribute.Key.Length + Size(attribute.Value)), 1, 1024); // it was just written
    }

    [Fact]
    public async Task What_is_settled_leaves_the_work_index_and_stays_in_the_time_index()
    {
        var message = SampleMail.Message(Now);
        await Store.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(1), Ct);
        Assert.Matches("^W#[0-9]+$", (await _data.ItemAsync(ItemKey.Head(message.Id)))?[Columns.WorkShard].S);

        await Store.TrySaveAsync(message, message.Cancel(Now, "operator"), Ct);

        var head = await _data.ItemAsync(ItemKey.Head(message.Id));
        Assert.NotNull(head);
        Assert.False(head.ContainsKey(Columns.WorkShard) || head.ContainsKey(Columns.Due));
        Assert.Matches("^DAY#20261124#[0-9]+$", head[Columns.DayShard].S);
    }

    [Fact]
    public void Messages_spread_over_all_shards_of_the_work_index()
    {
        var shards = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 500 && shards.Count < 16; i++)
            shards.Add(HeadItem.Of(SampleMail.Message(Now), [])[Columns.WorkShard].S);

        Assert.Equal(HeadItem.WorkPartitions.Order(StringComparer.Ordinal), shards.Order(StringComparer.Ordinal));
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As DynamoDB counts: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html.</summary>
    private static int Size(AttributeValue value) => value switch
    {
        { S: { } text } => System.Text.Encoding.UTF8.GetByteCount(text),
        { N: { } number } => (number.Length / 2) + 1,
        { B: { } bytes } => (int)bytes.Length,
        { L: { } list } => 3 + list.Sum(element => 1 + Size(element)),
        _ => 1,
    };
}
