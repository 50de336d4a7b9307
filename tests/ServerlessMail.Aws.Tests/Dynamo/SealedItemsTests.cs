using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>What sealing costs in the table, and that what comes back from it is what was sealed.</summary>
public sealed class SealedItemsTests(Dynalite dynalite) : IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _data.Time.GetUtcNow();

    private IMessageStore Messages => _data.Get<IMessageStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task Seals_ask_nothing_more_of_the_table_than_their_key_once()
    {
        var first = await AddAsync();
        Assert.Equal(["GetItem", "PutItem", "GetItem", "PutItem"], _data.Wire.Operations); // the key: looked for, made, read
        _data.Wire.Forget();

        var second = await AddAsync();
        Assert.Equal(["PutItem"], _data.Wire.Operations);
        second = (await Messages.FindAsync(second.Id, Ct))!.Message; // just added
        _data.Wire.Forget();

        var claimed = second.Claim(Now, Now.AddMinutes(1));
        await Messages.TrySaveAsync(second, claimed, Ct);
        await Messages.TrySaveAsync(claimed, claimed.Sent(Now, "0100-ses"), Ct);
        Assert.Equal(["UpdateItem", "UpdateItem"], _data.Wire.Operations);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_seal_adds_63_bytes_to_a_head()
    {
        var message = await AddAsync();
        var item = (await _data.ItemAsync(ItemKey.Head(message.Id)))!; // just added
        var whole = ItemSize.Of(item);

        foreach (var column in (ReadOnlySpan<string>)[Columns.Chain, Columns.Salt, Columns.DraftDigest])
            Assert.True(item.Remove(column));

        Assert.Equal(63, whole - ItemSize.Of(item));
    }

    [Fact]
    public async Task What_the_table_keeps_of_moments_is_what_was_sealed()
    {
        _data.Time.Advance(TimeSpan.FromTicks(12_345_678));
        var message = await AddAsync();
        for (var i = 0; i < Message.MaxTrail + 4; i++)
        {
            _data.Time.Advance(TimeSpan.FromTicks(12_345_678));
            message = (await Messages.FindAsync(message.Id, Ct))!.Message; // just added
            Assert.True(await Messages.TrySaveAsync(message, message.Note(Now, "again"), Ct));
        }

        Assert.Empty(await VerifyAsync());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public async Task What_was_erased_has_no_content_and_no_salt_in_the_table(int length)
    {
        var message = await AddAsync(length);

        Assert.IsType<EraseOutcome.Erased>(await _data.Get<EraseMessage>().RunAsync(message.Id, Ct));

        var head = (await _data.ItemAsync(ItemKey.Head(message.Id)))!; // just added
        Assert.DoesNotContain(head.Keys, column => column is "draft" or "draftUntil" or "salt");
        Assert.Null(await _data.ItemAsync(ItemKey.Body(message.Id)));
        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task An_erasure_that_died_before_the_body_is_finished_by_the_next()
    {
        var message = await AddAsync(50_000);
        _data.Wire.Always(WireFault.RequestLost, "DeleteItem");
        var dying = new EraseMessage(new DynamoMessages(_data.Get<TableReads>(), _data.PatientWrites, _data.Time), new NoAttachments(), _data.Time);
        await Assert.ThrowsAnyAsync<Exception>(() => dying.RunAsync(message.Id, Ct));
        _data.Wire.Mend();
        Assert.NotNull(await _data.ItemAsync(ItemKey.Body(message.Id)));

        Assert.IsType<EraseOutcome.Already>(await _data.Get<EraseMessage>().RunAsync(message.Id, Ct));

        Assert.Null(await _data.ItemAsync(ItemKey.Body(message.Id)));
    }

    private async Task<IReadOnlyList<AuditFault>> VerifyAsync()
    {
        var found = new List<AuditFault>();
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        await _data.Get<VerifyAudit>().RunAsync(today, today, found.Add, (_, _) => { }, Ct);
        return found;
    }

    private async Task<Message> AddAsync(int length = 10)
    {
        var message = SampleMail.Message(Now);
        Assert.True(await Messages.TryAddAsync(message, SampleMail.Draft(message: new string('x', length)), Now.AddDays(1), Ct));
        return message;
    }
}
