using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>A message whose addition is not answered may be there, and who is told that it is not sends it once more.</summary>
public sealed class LostAdditionsTests(Dynalite dynalite) : IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _data.Time.GetUtcNow();

    private DynamoMessages Messages => _data.Get<DynamoMessages>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [InlineData(10, "MSG", WireFault.AnswerLost)]
    [InlineData(50_000, "MSG", WireFault.AnswerLost)]
    [InlineData(50_000, "BODY", WireFault.AnswerLost)]
    [InlineData(50_000, "BODY", WireFault.RequestLost)]
    public async Task An_addition_is_known_as_the_own_one(int length, string item, WireFault fault)
    {
        var message = SampleMail.Message(Now);
        var draft = SampleMail.Draft(message: new string('x', length));
        _data.Wire.Once(fault, "PutItem", $"\"{item}\"");

        Assert.True(await Messages.TryAddAsync(message, draft, Now.AddDays(1), Ct));

        var stored = await Messages.FindAsync(message.Id, Ct);
        Same.Message(message, stored?.Message);
        Same.Draft(draft, stored?.Draft);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50_000)]
    public async Task An_addition_of_which_every_answer_is_lost_is_found_to_be_there(int length)
    {
        var message = SampleMail.Message(Now);
        var store = new DynamoMessages(_data.Get<TableReads>(), _data.PatientWrites, _data.Time);
        _data.Wire.Always(WireFault.AnswerLost, "PutItem", "\"MSG\"");

        Assert.True(await store.TryAddAsync(message, SampleMail.Draft(message: new string('x', length)), Now.AddDays(1), Ct));

        Same.Message(message, (await Messages.FindAsync(message.Id, Ct))?.Message);
    }

    [Fact]
    public async Task An_addition_whose_deadline_passes_while_its_answer_is_lost_is_found_to_be_there()
    {
        var message = SampleMail.Message(Now);
        using var deadline = new CancellationTokenSource();
        _data.Wire.Once(WireFault.AnswerLost, "PutItem", "\"MSG\"", then: deadline.CancelAsync);

        Assert.True(await Messages.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(1), deadline.Token));
    }

    [Fact]
    public async Task A_body_without_a_head_is_used_by_whoever_adds_the_same_message_again()
    {
        var message = SampleMail.Message(Now);
        var draft = SampleMail.Draft(message: new string('x', 5000));
        _data.Wire.Always(WireFault.RequestLost, "PutItem", "\"MSG\"");
        var dying = new DynamoMessages(_data.Get<TableReads>(), _data.PatientWrites, _data.Time);
        await Assert.ThrowsAnyAsync<Exception>(() => dying.TryAddAsync(message, draft, Now.AddDays(1), Ct));
        Assert.Null(await Messages.FindAsync(message.Id, Ct));
        _data.Wire.Mend();

        Assert.True(await Messages.TryAddAsync(message, draft, Now.AddDays(1), Ct));

        Same.Draft(draft, (await Messages.FindAsync(message.Id, Ct))?.Draft);
    }
}
