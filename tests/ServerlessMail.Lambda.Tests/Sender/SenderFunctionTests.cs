using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Lambda.Tests.Sender;

public sealed class SenderFunctionTests : IDisposable
{
    private readonly Function _function = new("sender");

    public void Dispose() => _function.Dispose();

    [Theory]
    [InlineData("mail-urgent", Lane.Urgent)]
    [InlineData("mail-normal", Lane.Normal)]
    [InlineData("mail-bulk", Lane.Bulk)]
    public async Task A_batch_is_sent_and_none_of_it_comes_back(string queue, Lane lane)
    {
        await _function.OpenAsync();
        var ids = new[] { await _function.QueueAsync(lane), await _function.QueueAsync(lane) };
        var answer = await SendAsync(SampleBatch.Of(queue, ids[0].ToString(), ids[1].ToString()));
        Assert.Empty(answer.BatchItemFailures);
        Assert.Equal(2, _function.Transport.Calls.Count);
        Assert.All(ids, id => Assert.Equal(MessageStatus.Sent, _function.Find(id).Status));
        Assert.Equal(2, _function.Figures["Sent"]);
    }

    [Fact]
    public async Task Only_the_records_that_failed_come_back()
    {
        await _function.OpenAsync();
        var good = await _function.QueueAsync();
        var bad = await _function.QueueAsync();
        _function.Store.Messages.Door.Before = operation => operation == "TrySaveAsync" && _function.Find(good).Status != MessageStatus.Accepted
            ? new IOException("The table cannot be reached.") : null;
        var answer = await SendAsync(SampleBatch.Of("mail-normal", good.ToString(), bad.ToString(), "no id of a message"));
        var failed = SampleBatch.FailedIn(answer);
        Assert.DoesNotContain("record-2", failed);
        Assert.NotEmpty(failed);
    }

    [Fact]
    public async Task With_the_table_out_of_reach_all_records_come_back()
    {
        await _function.OpenAsync();
        var id = await _function.QueueAsync();
        _function.Store.Messages.Door.Shut();
        Assert.Equal(["record-0"], SampleBatch.FailedIn(await SendAsync(SampleBatch.Of("mail-normal", id.ToString()))));
        Assert.Empty(_function.Transport.Calls);
    }

    [Fact]
    public async Task Records_of_a_queue_that_is_no_lanes_come_back_and_are_told()
    {
        await _function.OpenAsync();
        var id = await _function.QueueAsync();
        Assert.Equal(["record-0"], SampleBatch.FailedIn(await SendAsync(SampleBatch.Of("other-queue", id.ToString()))));
        Assert.Empty(_function.Transport.Calls);
        Assert.Contains(_function.Lines, line => line.GetProperty("level").GetString() == "ERROR" && line.GetProperty("event").GetString() == "ForeignQueue");
    }

    [Fact]
    public async Task The_same_message_twice_is_sent_once()
    {
        await _function.OpenAsync();
        var id = (await _function.QueueAsync()).ToString();
        Assert.Empty((await SendAsync(SampleBatch.Of("mail-normal", id, id))).BatchItemFailures);
        Assert.Single(_function.Transport.Calls);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1)]
    [InlineData(-5)]
    public async Task No_call_begins_for_which_there_is_not_time_enough(int seconds)
    {
        await _function.OpenAsync();
        var id = await _function.QueueAsync();
        var answer = await SendAsync(SampleBatch.Of("mail-normal", id.ToString()), new InvocationContext { RemainingTime = TimeSpan.FromSeconds(seconds) });
        Assert.Empty(_function.Transport.Calls);
        Assert.Equal(["record-0"], SampleBatch.FailedIn(answer));
    }

    [Fact]
    public async Task What_SES_answers_is_counted_by_what_becomes_of_it()
    {
        await _function.OpenAsync();
        _function.Transport.Always(new SendOutcome.Uncertain("timeout"));
        Assert.Empty((await SendAsync(SampleBatch.Of("mail-normal", (await _function.QueueAsync()).ToString()))).BatchItemFailures);
        Assert.Equal(1, _function.Figures["Uncertain"]);
        Assert.Equal(1, _function.Figures["ColdStart"]);
    }

    public static TheoryData<SQSEvent> NoBatches { get; } =
    [
        new SQSEvent(),
        new SQSEvent { Records = [] },
        new SQSEvent { Records = [new SQSEvent.SQSMessage { Body = "a body alone" }] },
    ];

    [Theory]
    [MemberData(nameof(NoBatches), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_batch_fails_as_a_whole(SQSEvent batch)
    {
        await _function.OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(batch));
    }

    private Task<SQSBatchResponse> SendAsync(SQSEvent batch, InvocationContext? context = null) =>
        _function.RunAsync(() => _function.Sender.HandleAsync(batch, context ?? new InvocationContext()));
}
