using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>Messages where requests and answers are lost: a write of one's own is known again, and never taken for somebody else's.</summary>
public sealed class DynamoMessagesFaultTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly MailDraft Large = SampleMail.Draft(message: new string('x', 5_000));

    private readonly DynamoData _data = new(dynalite);

    private IMessageStore Store => _data.Get<IMessageStore>();

    private DateTimeOffset Now => _data.Time.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults { get; } = [.. Enum.GetNames<Wire.Fault>()];

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_claim_gets_through_a_fault_and_is_the_claimers(string fault)
    {
        var message = await AddAsync(SampleMail.Draft());
        _data.Wire.Once(Enum.Parse<Wire.Fault>(fault), "UpdateItem");

        var claimed = message.Claim(Now, Now.AddMinutes(1));
        Assert.True(await Store.TrySaveAsync(message, claimed, Ct));

        Same.Message(claimed, (await Store.FindAsync(message.Id, Ct))?.Message);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_claim_that_another_worker_was_faster_with_is_lost_whatever_the_network_does(string fault)
    {
        var message = await AddAsync(SampleMail.Draft());
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        Assert.True(await Store.TrySaveAsync(message, claimed, Ct));
        _data.Wire.Once(Enum.Parse<Wire.Fault>(fault), "UpdateItem");

        // The very same claim, to the millisecond, by somebody else.
        Assert.False(await Store.TrySaveAsync(message, claimed, Ct));
    }

    [Fact]
    public async Task Of_sixteen_equal_claims_whose_answers_are_lost_one_wins()
    {
        var message = await AddAsync(SampleMail.Draft());
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        var lost = 0;
        _data.Wire.When(Wire.Fault.AnswerLost, (operation, _) => operation == "UpdateItem" && Interlocked.Increment(ref lost) <= Race.Workers);

        Assert.Single(await Race.RunAsync(_ => Store.TrySaveAsync(message, claimed, Ct)), true);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_message_is_added_once_through_a_fault(string fault)
    {
        foreach (var draft in new[] { SampleMail.Draft(), Large })
        {
            foreach (var item in new[] { "\"MSG\"", "\"BODY\"" })
            {
                _data.Wire.Once(Enum.Parse<Wire.Fault>(fault), "PutItem", item);
                var message = SampleMail.Message(Now);

                Assert.True(await Store.TryAddAsync(message, draft, Now.AddDays(1), Ct));

                var stored = await Store.FindAsync(message.Id, Ct);
                Same.Message(message, stored?.Message);
                Same.Draft(draft, stored?.Draft);
            }
        }
    }

    [Fact]
    public async Task A_body_whose_writer_died_before_the_head_is_taken_over_by_the_same_draft()
    {
        var message = SampleMail.Message(Now);
        using var dies = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _data.Wire.When(Wire.Fault.RequestLost, (operation, body) =>
        {
            var isHead = operation == "PutItem" && body.Contains("\"MSG\"", StringComparison.Ordinal);
            if (isHead)
                dies.Cancel();
            return isHead;
        });
        await Assert.ThrowsAnyAsync<Exception>(() => Store.TryAddAsync(message, Large, Now.AddDays(1), dies.Token));
        _data.Wire.Mend();
        Assert.Null(await Store.FindAsync(message.Id, Ct));

        Assert.True(await Store.TryAddAsync(message, Large, Now.AddDays(1), Ct));

        Same.Draft(Large, (await Store.FindAsync(message.Id, Ct))?.Draft);
    }

    [Fact]
    public async Task A_table_that_stays_out_of_reach_is_told_after_four_tries()
    {
        var message = await AddAsync(SampleMail.Draft());
        _data.Wire.Forget();
        _data.Wire.When(Wire.Fault.RequestLost, (operation, _) => operation == "UpdateItem");

        var told = Assert.ThrowsAsync<HttpRequestException>(() => Store.TrySaveAsync(message, message.Claim(Now, Now.AddMinutes(1)), Ct));
        while (!told.IsCompleted)
        {
            _data.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await told;
        Assert.Equal(4, _data.Wire.Operations.Count());
    }

    private async Task<Message> AddAsync(MailDraft draft)
    {
        var message = SampleMail.Message(Now);
        Assert.True(await Store.TryAddAsync(message, draft, Now.AddDays(1), Ct));
        return message;
    }
}
