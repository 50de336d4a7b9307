using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>How messages stand in the table: what it costs depends on it, and what other programs read.</summary>
public sealed class MessageItemsTests(Dynalite dynalite) : IAsyncLifetime
{
    // As long as those that SES gives.
    private const string SesId = "0100019a7c2b4f6e-1b2c3d4e-5f60-4718-9a2b-3c4d5e6f7081-000000";

    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _data.Time.GetUtcNow();

    private DynamoMessages Messages => _data.Get<DynamoMessages>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task A_small_draft_stands_in_its_head_and_costs_one_write()
    {
        var message = await AddAsync(SampleMail.Draft());

        Assert.Equal(["PutItem"], _data.Wire.Operations);
        var head = await _data.ItemAsync(ItemKey.Head(message.Id));
        Assert.Equal(
            ["cameFrom", "dk", "draft", "draftUntil", "due", "expires", "lane", "mark", "phase", "pk", "rcpts", "seq", "sk", "trail", "wk"],
            head!.Keys.Order(StringComparer.Ordinal)); // just added
        Assert.Equal($"MSG#{message.Id}", head["pk"].S);
        Assert.Equal("accepted", head["phase"].S);
        Assert.StartsWith("DAY#20261124#", head["dk"].S, StringComparison.Ordinal);
        Assert.Matches("^W#([0-9]|1[0-5])$", head["wk"].S);
        Assert.Equal(message.Due?.Key, head["due"].S);
        Assert.Equal(["+0 accepted 0"], head["trail"].L.Select(line => line.S));
        Assert.Equal((message.Id.Time + Retention.Trail).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), head["expires"].N);
    }

    [Fact]
    public async Task A_large_draft_is_written_beside_its_head_and_before_it()
    {
        var message = await AddAsync(SampleMail.Draft(message: new string('x', DraftText.MaxInline)));

        Assert.Equal(["PutItem", "PutItem"], _data.Wire.Operations);
        Assert.Contains("\"BODY\"", _data.Wire.Requests[0].Body, StringComparison.Ordinal);
        Assert.False((await _data.ItemAsync(ItemKey.Head(message.Id)))!.ContainsKey("draft")); // just added
        Assert.Equal(Now.AddDays(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), (await _data.ItemAsync(ItemKey.Body(message.Id)))!["expires"].N);
    }

    [Theory]
    [InlineData(DraftText.MaxInline, true)]
    [InlineData(DraftText.MaxInline + 1, false)]
    public async Task The_bound_between_head_and_body_is_exact(int bytes, bool inHead)
    {
        var message = await AddAsync(DraftOf(bytes));

        Assert.Equal(inHead, (await _data.ItemAsync(ItemKey.Head(message.Id)))!.ContainsKey("draft")); // just added
        Assert.Equal(inHead, await _data.ItemAsync(ItemKey.Body(message.Id)) is null);
    }

    [Fact]
    public async Task A_head_and_its_draft_fit_one_kilobyte_from_acceptance_to_delivery()
    {
        var message = await AddAsync(DraftOf(640));
        Func<Message, Message>[] steps =
        [
            m => m.Claim(Now.AddSeconds(1), Now.AddMinutes(1)),
            m => m.Sent(Now.AddSeconds(2), SesId),
            m => m.Feedback(MessageStatus.Delivered, TrailKind.Delivered, Now.AddSeconds(9), null),
        ];
        Assert.InRange(ItemSize.Of((await _data.ItemAsync(ItemKey.Head(message.Id)))!), 1, 1024); // just added
        foreach (var step in steps)
        {
            var after = step(message);
            Assert.True(await Messages.TrySaveAsync(message, after, Ct));
            message = after;
            Assert.InRange(ItemSize.Of((await _data.ItemAsync(ItemKey.Head(message.Id)))!), 1, 1024); // added above
        }
    }

    [Fact]
    public async Task The_body_of_a_message_whose_id_was_taken_is_removed()
    {
        var first = await AddAsync(SampleMail.Draft());

        Assert.False(await Messages.TryAddAsync(
            SampleMail.Message(Now) with { Id = first.Id }, SampleMail.Draft(message: new string('x', 5000)), Now.AddDays(1), Ct));

        Assert.Null(await _data.ItemAsync(ItemKey.Body(first.Id)));
    }

    [Fact]
    public async Task A_message_whose_id_was_taken_by_a_large_one_leaves_its_body_alone()
    {
        var draft = SampleMail.Draft(message: new string('x', 5000));
        var first = await AddAsync(draft);

        Assert.False(await Messages.TryAddAsync(SampleMail.Message(Now) with { Id = first.Id }, draft, Now.AddDays(1), Ct));
        Assert.False(await Messages.TryAddAsync(SampleMail.Message(Now) with { Id = first.Id }, SampleMail.Draft(message: new string('y', 5000)), Now.AddDays(1), Ct));

        Same.Draft(draft, (await Messages.FindAsync(first.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task The_worst_that_a_submission_of_256_kilobytes_can_hold_fits_an_item()
    {
        var random = new Random(1);
        var draft = SampleMail.Draft(message: string.Concat(Enumerable.Range(0, 256 * 1024).Select(_ => (char)random.Next(0x20))));

        var message = await AddAsync(draft);

        Same.Draft(draft, (await Messages.FindAsync(message.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task A_step_appends_its_event_alone()
    {
        var message = await AddAsync(SampleMail.Draft());
        _data.Wire.Forget();

        await Messages.TrySaveAsync(message, message.HoldFor(HoldReason.Operator, Now.AddSeconds(1.5), remark: "needs a look"), Ct);

        var update = Assert.Single(_data.Wire.Requests);
        Assert.Contains("list_append", update.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("accepted", update.Body, StringComparison.Ordinal);
        Assert.Equal(["+0 accepted 0", "+1500 held 0 needs a look"], (await _data.ItemAsync(ItemKey.Head(message.Id)))!["trail"].L.Select(line => line.S)); // added above
    }

    [Fact]
    public async Task What_is_settled_leaves_the_work_index()
    {
        var message = await AddAsync(SampleMail.Draft());

        await Messages.TrySaveAsync(message, message.Cancel(Now, "operator"), Ct);

        var head = await _data.ItemAsync(ItemKey.Head(message.Id));
        Assert.False(head!.ContainsKey("wk") || head.ContainsKey("due")); // added above
    }

    [Fact]
    public void Messages_spread_over_all_partitions_of_the_work_index()
    {
        var partitions = Enumerable.Range(0, 32)
            .Select(last => MessageId.New(Now, [0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)last]))
            .Select(id => HeadItem.Of(SampleMail.Message(Now) with { Id = id }, [])[Columns.WorkShard].S);

        Assert.Equal(HeadItem.WorkPartitions.Concat(HeadItem.WorkPartitions), partitions);
    }

    [Fact]
    public async Task A_page_before_the_first_message_of_a_day_is_empty()
    {
        var message = await AddAsync(SampleMail.Draft());

        Assert.Empty(await Messages.ListAsync(DateOnly.FromDateTime(Now.UtcDateTime), SampleMail.Id(Now.AddDays(-3)), 10, Ct));
        Assert.Equal([message.Id], (await Messages.ListAsync(DateOnly.FromDateTime(Now.UtcDateTime), SampleMail.Id(Now.AddDays(3)), 10, Ct)).Select(listed => listed.Id));
    }

    [Fact]
    public async Task A_head_that_somebody_spoilt_names_the_attribute_and_nothing_personal()
    {
        var message = await AddAsync(SampleMail.Draft());
        await _data.Client.UpdateItemAsync(
            new UpdateItemRequest { TableName = _data.Table, Key = ItemKey.Head(message.Id).Attributes(), UpdateExpression = "REMOVE rcpts" }, Ct);

        var fault = await Assert.ThrowsAsync<FormatException>(() => Messages.FindAsync(message.Id, Ct));

        Assert.Equal("The attribute rcpts of the MSG item is missing or malformed.", fault.Message);
    }

    /// <summary>A draft whose stored JSON has exactly that many bytes.</summary>
    private static MailDraft DraftOf(int bytes)
    {
        var empty = DraftText.Json(SampleMail.Draft(message: "")).Length;
        var draft = SampleMail.Draft(message: new string('x', bytes - empty));
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(DraftText.Inline(DraftText.Json(draft))));
        return draft;
    }

    private async Task<Message> AddAsync(MailDraft draft)
    {
        var message = SampleMail.Message(Now);
        Assert.True(await Messages.TryAddAsync(message, draft, Now.AddDays(1), Ct));
        return message;
    }
}
