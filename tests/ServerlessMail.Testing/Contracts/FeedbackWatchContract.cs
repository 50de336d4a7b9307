using Microsoft.Extensions.Logging.Abstractions;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>
/// What every watch over the feedback must do. What it claims to be complete decides whether mail is sent a second time, so the tests ask above
/// all that it never claims too much. Each has an empty store, an empty feedback queue and no dead letters.
/// </summary>
public abstract class FeedbackWatchContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IFeedbackWatch Watch { get; }

    protected abstract IMessageStore Messages { get; }

    /// <summary>The watch's clock.</summary>
    protected abstract TimeProvider Time { get; }

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Moves the watch's clock.</summary>
    protected abstract void Advance(TimeSpan by);

    /// <summary>Puts a record into the feedback queue.</summary>
    protected abstract Task QueueAsync(string body);

    /// <summary>Puts a record with the feedback's dead letters.</summary>
    protected abstract Task BuryAsync(string body);

    /// <summary>Everything that can be received now; it is hidden until it is deleted.</summary>
    protected abstract Task<IReadOnlyList<FeedbackRecord>> ReceiveAsync();

    protected abstract Task DeleteAsync(FeedbackRecord record);

    [Fact]
    public async Task Of_a_mail_that_is_sent_now_nothing_is_proven() => Assert.False((await Watch.ReadAsync(Ct)).CompleteUntil >= Now);

    [Fact]
    public async Task What_was_recorded_is_covered_once_nothing_waits()
    {
        var sent = Now;
        await QueueAsync(await EventAsync());
        Advance(Minute);
        await WorkAsync();

        Assert.InRange(await CompleteUntilAsync(), sent, Now);
    }

    [Fact]
    public async Task An_event_that_waits_is_never_covered()
    {
        await RecordOneAsync();
        Advance(Minute * 3);
        var sent = Now;
        await QueueAsync(await EventAsync());
        Advance(Minute * 3);

        Assert.False((await Watch.ReadAsync(Ct)).CompleteUntil >= sent);
    }

    [Fact]
    public async Task An_event_in_somebodys_hands_is_never_covered()
    {
        await RecordOneAsync();
        Advance(Minute * 3);
        var sent = Now;
        await QueueAsync(await EventAsync());
        Assert.Single(await ReceiveAsync());

        Advance(Minute * 3);

        Assert.False((await Watch.ReadAsync(Ct)).CompleteUntil >= sent);
    }

    [Fact]
    public async Task A_dead_letter_is_never_covered_nor_is_that_a_backlog_that_moves_on()
    {
        await RecordOneAsync();
        Advance(Minute * 3);
        var sent = Now;
        await BuryAsync(await EventAsync());
        var before = await Watch.ReadAsync(Ct);
        Advance(Minute);
        await RecordOneAsync();

        var after = await Watch.ReadAsync(Ct);

        Assert.False(after.CompleteUntil >= sent);
        Assert.False(after.RecordedUntil > before.RecordedUntil);
    }

    [Fact]
    public async Task An_older_batch_that_tells_later_takes_nothing_back()
    {
        await RecordOneAsync();
        var covered = await CompleteUntilAsync();

        await Watch.AdvanceAsync(new FeedbackProgress(Now, covered - Minute, TimeSpan.Zero, IsUndone: false), Ct);

        Assert.InRange(await CompleteUntilAsync(), covered, Now);
    }

    [Fact]
    public async Task Of_many_batches_at_once_the_newest_counts()
    {
        await RecordOneAsync();
        var start = Now;
        Advance(Minute);

        await Race.RunAsync(async worker =>
        {
            await Watch.AdvanceAsync(new FeedbackProgress(Now, start + TimeSpan.FromSeconds(worker), TimeSpan.Zero, IsUndone: false), Ct);
            return true;
        });

        Assert.InRange(await CompleteUntilAsync(), start + TimeSpan.FromSeconds(Race.Workers - 1), Now);
    }

    [Fact]
    public async Task A_backlog_that_is_worked_off_moves_the_recording_on()
    {
        await QueueAsync(await EventAsync());
        Advance(Minute);
        await QueueAsync(await EventAsync());
        Advance(Minute);
        await QueueAsync(await EventAsync());
        Advance(Minute * 10);
        var records = (await ReceiveAsync()).OrderBy(known => known.QueuedAt).ToList();
        Assert.Equal(3, records.Count);
        var last = (await Watch.ReadAsync(Ct)).RecordedUntil;
        foreach (var record in records)
        {
            await WorkAsync([record]);
            var moved = (await Watch.ReadAsync(Ct)).RecordedUntil;
            Assert.True(last is null || moved > last, $"{last:O} was not followed by {moved:O}.");
            last = moved;
        }
    }

    [Fact]
    public async Task Evidence_comes_back_when_the_dead_letters_are_gone_and_recorded()
    {
        await RecordOneAsync();
        await Watch.AdvanceAsync(new FeedbackProgress(Now, NewestSentAt: null, TimeSpan.Zero, IsUndone: true), Ct);
        Advance(TimeSpan.FromHours(2));

        var sent = await RecordOneAsync();

        Assert.InRange(await CompleteUntilAsync(), sent, Now);
    }

    /// <summary>Works on what can be received, as the feedback function does.</summary>
    protected async Task WorkAsync() => await WorkAsync(await ReceiveAsync());

    /// <summary>An event of a mail that is sent now, whose message is in the store.</summary>
    protected async Task<string> EventAsync()
    {
        var accepted = SampleMail.Message(Now);
        Assert.True(await Messages.TryAddAsync(accepted, SampleMail.Draft(), Now.AddDays(1), Ct));
        var sent = accepted.Claim(Now, Now).Sent(Now, "ses-1");
        Assert.True(await Messages.TrySaveAsync(accepted, sent, Ct));
        return SampleFeedback.Record(FeedbackKind.Delivery, sent.Id, Now, sesMessageId: "ses-1");
    }

    /// <summary>A mail is sent and its event recorded, a while later; returns when it was sent.</summary>
    protected async Task<DateTimeOffset> RecordOneAsync()
    {
        var sent = Now;
        await QueueAsync(await EventAsync());
        Advance(TimeSpan.FromSeconds(10));
        await WorkAsync();
        return sent;
    }

    private async Task WorkAsync(IReadOnlyList<FeedbackRecord> records)
    {
        var record = new RecordFeedback(Messages, Time, NullLogger<RecordFeedback>.Instance);
        var failed = await new RecordFeedbackBatch(record, Watch, Time, NullLogger<RecordFeedbackBatch>.Instance).RunAsync(records, Ct);
        foreach (var done in records.Where(known => !failed.Contains(known.Id)))
            await DeleteAsync(done);
    }

    private async Task<DateTimeOffset> CompleteUntilAsync()
    {
        var evidence = await Watch.ReadAsync(Ct);
        Assert.NotNull(evidence.CompleteUntil);
        return evidence.CompleteUntil.Value;
    }
}
