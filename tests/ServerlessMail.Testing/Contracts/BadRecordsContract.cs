using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Testing.Logs;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>
/// What becomes of records that should not be there, in the queues of the lanes and in that of the feedback: nothing is sent by them, nothing is lost
/// over them, and each has one reason. The queues are the adapter's; the table is in memory, so that a test can break it.
/// </summary>
public abstract class BadRecordsContract : IMailTransport
{
    private const string SomeId = "01M86GR8JPVXRYZVX7ZHJA31BT";
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(2);

    private readonly LogLines<SendBatch> _sendLog = new();
    private readonly LogLines<ClaimMessage> _claimLog = new();
    private readonly LogLines<RecordFeedbackBatch> _feedbackLog = new();
    private readonly LogLines<RecordFeedback> _recordLog = new();
    private readonly List<MessageId> _sent = [];
    private MemoryStore? _store;
    private ServiceProvider? _services;

    /// <summary>What names no message, and what names none of ours. Nothing in it is too much for any queue.</summary>
    public static TheoryData<string> Foreign =>
    [
        "nonsense", " ", "0", "null", "{}", "[[[[", SomeId[..25], SomeId + "0", $" {SomeId}", $"\"{SomeId}\"", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "zoe@example.org",
        "\u202e\u200b🙂", new string('x', 200_000), new string('{', 100_000), SampleFeedback.Record(FeedbackKind.Send, MessageId.Parse(SomeId), DateTimeOffset.UnixEpoch),
    ];

    /// <summary>Records of the feedback queue that are none, with their reason.</summary>
    public static TheoryData<string, string> ForeignFeedback => new()
    {
        { "nonsense from zoe@example.org", "malformed" },
        { SomeId, "malformed" },
        { new string('[', 100_000), "malformed" },
        { """{"Type":"SubscriptionConfirmation","Message":"zoe@example.org","SubscribeURL":"http://127.0.0.1:1/"}""", "not-a-notification" },
        { SampleFeedback.Envelope("""{"notificationType":"Bounce","mail":{"source":"zoe@example.org"}}"""), "identity-notification" },
        { SampleFeedback.Envelope("""{"eventType":"Open","mail":{"source":"zoe@example.org"}}"""), "not-followed" },
        { SampleFeedback.Envelope("""{"eventType":"Bounce","mail":{"source":"zoe@example.org","tags":{}}}"""), "no-message-tag" },
        { SampleFeedback.Envelope("""{"eventType":"Bounce","mail":{"tags":{"message":["zoe@example.org"]}}}"""), "no-message-tag" },
    };

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The clock of the table.</summary>
    protected abstract TimeProvider Time { get; }

    protected abstract IMessageQueue Queue { get; }

    private MemoryStore Store => _store ??= new MemoryStore(Time);

    private ServiceProvider Services => _services ??= new ServiceCollection()
        .AddLogging()
        .AddSingleton(Time)
        .AddSingleton<IMailTransport>(this)
        .AddCore(SendTimings.Local)
        .AddMemoryStores(Store)
        .AddSingleton(Queue)
        .AddSingleton<ILogger<SendBatch>>(_sendLog)
        .AddSingleton<ILogger<ClaimMessage>>(_claimLog)
        .AddSingleton<ILogger<RecordFeedbackBatch>>(_feedbackLog)
        .AddSingleton<ILogger<RecordFeedback>>(_recordLog)
        .BuildServiceProvider();

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public async Task What_names_no_message_sends_nothing_and_is_gone_for_one_reason(string body)
    {
        var sound = await AddAsync();
        await PutAsync(Lane.Normal, body);
        await PutAsync(Lane.Normal, sound.ToString());

        await SendAllAsync();

        Assert.Equal([sound], _sent);
        Assert.Equal(0, await Queue.DepthAsync(Lane.Normal, Ct));
        Assert.EndsWith(": no-message-id.", Assert.Single(_sendLog.All), StringComparison.Ordinal);
        Assert.True(_sendLog.All[0].Length < 100);
    }

    [Fact]
    public async Task A_message_that_is_not_in_the_table_sends_nothing_and_is_gone_for_one_reason()
    {
        var sound = await AddAsync();
        await PutAsync(Lane.Normal, SomeId);
        await PutAsync(Lane.Normal, sound.ToString());

        await SendAllAsync();

        Assert.Equal([sound], _sent);
        Assert.Equal(0, await Queue.DepthAsync(Lane.Normal, Ct));
        Assert.Contains(SomeId, Assert.Single(_claimLog.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replayed_record_sends_nothing_again()
    {
        var id = await AddAsync();
        for (var copies = 0; copies < 5; copies++)
            await PutAsync(Lane.Normal, id.ToString());
        await PutAsync(Lane.Normal, id.ToString().ToLowerInvariant());
        await SendAllAsync();
        await PutAsync(Lane.Normal, id.ToString());
        await PutAsync(Lane.Bulk, id.ToString());

        await SendAllAsync();

        Assert.Equal([id], _sent);
        Assert.Equal(0, await Queue.DepthAsync(Lane.Normal, Ct) + await Queue.DepthAsync(Lane.Bulk, Ct));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_keeps_no_other_and_comes_back_until_it_can()
    {
        var spoilt = await AddAsync();
        var sound = await AddAsync();
        var left = 1;
        Store.Messages.Door.Before = operation => operation == nameof(IMessageStore.FindAsync) && Interlocked.Exchange(ref left, 0) == 1 ? new FormatException("A spoilt head.") : null;
        await PutAsync(Lane.Normal, spoilt.ToString());
        await SendAllAsync();
        Assert.Empty(_sent);
        await PutAsync(Lane.Normal, sound.ToString());
        await SendAllAsync();
        Assert.Equal([sound], _sent);

        await AdvanceAsync(Hidden);
        await SendAllAsync();

        Assert.Equal([sound, spoilt], _sent);
        Assert.Equal(0, await Queue.DepthAsync(Lane.Normal, Ct));
    }

    [Theory]
    [MemberData(nameof(ForeignFeedback), DisableDiscoveryEnumeration = true)]
    public async Task Foreign_feedback_changes_nothing_and_is_gone_for_one_reason_that_names_nobody(string body, string reason)
    {
        var id = await AddSentAsync();
        await PutFeedbackAsync(body);
        await PutFeedbackAsync(SampleFeedback.Record(FeedbackKind.Delivery, id, Time.GetUtcNow()));

        await RecordAllAsync();

        Assert.Equal(MessageStatus.Delivered, Assert.Single(Store.Messages.All).Status);
        Assert.EndsWith($": {reason}.", Assert.Single(_feedbackLog.All), StringComparison.Ordinal);
        // A name that no hexadecimal id of a record can hold by chance.
        Assert.DoesNotContain("zoe", _feedbackLog.All[0], StringComparison.Ordinal);
        Assert.True(await IsFeedbackGoneAsync());
    }

    [Fact]
    public async Task Feedback_of_a_message_that_is_not_in_the_table_is_gone_for_one_reason()
    {
        await PutFeedbackAsync(SampleFeedback.Record(FeedbackKind.Complaint, MessageId.Parse(SomeId), Time.GetUtcNow()));

        await RecordAllAsync();

        Assert.Empty(Store.Messages.All);
        Assert.Contains(SomeId, Assert.Single(_recordLog.All), StringComparison.Ordinal);
        Assert.True(await IsFeedbackGoneAsync());
    }

    [Fact]
    public async Task Replayed_feedback_counts_once()
    {
        var id = await AddSentAsync();
        var record = SampleFeedback.Record(FeedbackKind.Bounce, id, Time.GetUtcNow());
        await PutFeedbackAsync(record);
        await RecordAllAsync();
        var seq = Store.Messages.All[0].Seq;
        for (var copies = 0; copies < 5; copies++)
            await PutFeedbackAsync(record);

        await RecordAllAsync();

        Assert.Equal((MessageStatus.Bounced, seq), (Store.Messages.All[0].Status, Store.Messages.All[0].Seq));
        Assert.True(await IsFeedbackGoneAsync());
    }

    [Fact]
    public async Task Feedback_that_a_broken_table_did_not_take_comes_back()
    {
        var id = await AddSentAsync();
        await PutFeedbackAsync(SampleFeedback.Record(FeedbackKind.Delivery, id, Time.GetUtcNow()));
        Store.Messages.Door.Shut();
        await RecordAllAsync();
        Store.Messages.Door.Open();
        Assert.Equal(MessageStatus.Sent, Store.Messages.All[0].Status);

        await AdvanceAsync(Hidden);
        await RecordAllAsync();

        Assert.Equal(MessageStatus.Delivered, Store.Messages.All[0].Status);
        Assert.True(await IsFeedbackGoneAsync());
    }

    public Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        lock (_sent)
            _sent.Add(tags.Message);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent($"ses-{tags.Message}-{tags.Attempt}"));
    }

    /// <summary>Lets at least this much time pass by the queues' clock.</summary>
    protected abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>Lets time pass in small steps until work is done that waits for nothing else.</summary>
    protected virtual Task PassAsync(Func<bool> isDone) => Task.CompletedTask;

    /// <summary>Puts anything into a lane's queue.</summary>
    protected abstract Task PutAsync(Lane lane, string body);

    /// <summary>Puts anything into the queue of the feedback.</summary>
    protected abstract Task PutFeedbackAsync(string body);

    /// <summary>Up to ten records of the feedback queue, hidden for that long.</summary>
    protected abstract Task<IReadOnlyList<FeedbackRecord>> ReceiveFeedbackAsync(TimeSpan hidden);

    protected abstract Task DeleteFeedbackAsync(FeedbackRecord record);

    /// <summary>True when the feedback queue has nothing, hidden or not, and nothing of it was put aside.</summary>
    protected abstract Task<bool> IsFeedbackGoneAsync();

    /// <summary>Works on everything that the lanes' queues show now, as a sender does.</summary>
    private async Task SendAllAsync()
    {
        foreach (var lane in Enum.GetValues<Lane>())
        {
            while (await Queue.ReceiveAsync(lane, 10, Hidden, Ct) is { Count: > 0 } records)
            {
                var sending = Services.GetRequiredService<SendBatch>().RunAsync(lane, records, Ct);
                await PassAsync(() => sending.IsCompleted);
                var failed = await sending;
                foreach (var done in records.Except(failed))
                    await Queue.DeleteAsync(lane, done, Ct);
            }
        }
    }

    /// <summary>Works on everything that the feedback queue shows now.</summary>
    private async Task RecordAllAsync()
    {
        while (await ReceiveFeedbackAsync(Hidden) is { Count: > 0 } records)
        {
            var failed = await Services.GetRequiredService<RecordFeedbackBatch>().RunAsync(records, Ct);
            foreach (var done in records.Where(record => !failed.Contains(record.Id)))
                await DeleteFeedbackAsync(done);
        }
    }

    private async Task<MessageId> AddAsync()
    {
        await Store.Control.EnsureAsync(Ct);
        await Store.Senders.PutAsync(SampleMail.Sender(), Ct);
        var message = SampleMail.Message(Time.GetUtcNow());
        Assert.True(await Store.Messages.TryAddAsync(message, SampleMail.Draft(), message.Id.Time.AddDays(1), Ct));
        return message.Id;
    }

    private async Task<MessageId> AddSentAsync()
    {
        var id = await AddAsync();
        var message = Store.Messages.All[0];
        var now = Time.GetUtcNow();
        Assert.True(await Store.Messages.TrySaveAsync(message, message.Claim(now, now).Sent(now, $"ses-{id}-1"), Ct));
        return id;
    }
}
