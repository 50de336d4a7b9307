using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Benchmarks.Emulators;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Core;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.Cost;

/// <summary>Forms on their way from the post to the delivery, on dynalite, with every request counted.</summary>
internal sealed class CostRun : IAsyncDisposable
{
    /// <summary>Bytes of what a visitor typed, names of fields included.</summary>
    public const int FormBytes = 700;

    private const double Rate = 500;

    private readonly DynamoBench _dynamo;
    private readonly CountedQueue _queue = new(new MemoryQueue(TimeProvider.System));
    private readonly StubSes _ses = new(TimeSpan.Zero);
    private readonly UnitMeter _meter;
    private readonly ServiceProvider _process;
    private int _visitors;

    private CostRun(DynamoBench dynamo)
    {
        _dynamo = dynamo;
        _meter = new UnitMeter(dynamo.Uncounted, DynamoBench.Table);
        _process = dynamo.Process(
            TimeProvider.System,
            services => services.AddCore(SendTimings.Aws).AddSingleton<IMessageQueue>(_queue).AddSingleton<IMailTransport>(_ses));
    }

    private Spent Now => _meter.Spent + new Spent(0, 0, 0, 0, _queue.Requests);

    public static async Task<CostRun?> StartAsync(CancellationToken ct)
    {
        if (await DynamoBench.StartAsync(ct) is not { } dynamo)
            return null;
        var run = new CostRun(dynamo);
        var control = run.Get<IControlStore>();
        await control.EnsureAsync(ct);
        await control.SetLimitsAsync(null, Rate, 50_000, SendLimits.HealthyBulkShare, ct);
        await run.Get<ISenderStore>().PutAsync(SampleMail.Sender(), ct);
        await run.Get<IFormStore>().TryApplyAsync([SampleMail.Form()], ct);
        // Once before, uncounted: secrets are made, the day is rolled to its hour.
        await run.MeasureAsync(batch: 1, batches: 1, ct);
        dynamo.Wire.Around = run._meter.AroundAsync;
        return run;
    }

    /// <summary>Adds delivered mail to the table.</summary>
    public Task GrowAsync(int messages, CancellationToken ct) => Parallel.ForAsync(
        0,
        messages,
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct },
        async (_, token) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var message = SampleMail.Message(now).Claim(now, now).Sent(now, $"ses-{now.Ticks}").Feedback(MessageStatus.Delivered, TrailKind.Delivered, now, null);
            await Get<IMessageStore>().TryAddAsync(message, SampleMail.Draft(), now.AddDays(1), token);
        });

    /// <summary>Stops counting, so that the table can grow faster.</summary>
    public void Count(bool on) => _dynamo.Wire.Around = on ? _meter.AroundAsync : null;

    /// <summary>Accepts, sends and tracks so many batches of a size; what each step spent, for one message.</summary>
    public async Task<(Spent Accepted, Spent Sent, Spent Tracked)> MeasureAsync(int batch, int batches, CancellationToken ct)
    {
        var (accepted, sent, tracked) = (default(Spent), default(Spent), default(Spent));
        for (var i = 0; i < batches; i++)
        {
            var start = Now;
            for (var j = 0; j < batch; j++)
                await AcceptAsync(ct);
            var afterAccept = Now;
            await SendAsync(batch, ct);
            var afterSend = Now;
            await TrackAsync(ct);
            accepted += Minus(afterAccept, start);
            sent += Minus(afterSend, afterAccept);
            tracked += Minus(Now, afterSend);
        }

        return (accepted.Each(batch * batches), sent.Each(batch * batches), tracked.Each(batch * batches));
    }

    public async ValueTask DisposeAsync() => await _dynamo.DisposeAsync();

    private static Spent Minus(Spent after, Spent before) => new(
        after.Writes - before.Writes, after.Reads - before.Reads, after.WriteUnits - before.WriteUnits, after.ReadUnits - before.ReadUnits, after.Queue - before.Queue);

    private T Get<T>()
        where T : notnull => _process.GetRequiredService<T>();

    private async Task AcceptAsync(CancellationToken ct)
    {
        SubmittedField[] fields = [new("name", "Jane Doe"), new("email", "jane.doe@example.org"), new("subject", "A question")];
        var left = FormBytes - fields.Sum(field => field.Name.Length + field.Value.Length) - "message".Length;
        var outcome = await Get<SubmitForm>().SubmitAsync(
            new Submission
            {
                Form = FormName.Parse("contact"),
                Fields = [.. fields, new SubmittedField("message", Words(left))],
                SelfOrigin = "https://forms.example.com",
                ClientAddress = $"192.0.{++_visitors / 250}.{_visitors % 250}",
            },
            ct);
        if (outcome is not SubmitOutcome.Accepted)
            throw new InvalidOperationException($"A form was not accepted: {outcome}");
    }

    /// <summary>Text that does not shrink to nothing when it is packed.</summary>
    private string Words(int length)
    {
        var random = new Random(_visitors);
        string[] words = ["hello", "we", "would", "like", "to", "know", "whether", "your", "house", "is", "open", "on", "Sunday", "and", "what", "breakfast", "costs", "for", "two"];
        var text = "";
        while (text.Length < length)
            text += $"{words[random.Next(words.Length)]}{random.Next(10)} ";
        return text[..length];
    }

    private async Task SendAsync(int batch, CancellationToken ct)
    {
        var records = await _queue.ReceiveAsync(Lane.Normal, batch, SendTimings.Aws.ClaimExpires, ct);
        var failed = await Get<SendQueued>().SendAsync([.. records.Select(record => MessageId.Parse(record.Body))], ct);
        if (records.Count != batch || failed.Count > 0)
            throw new InvalidOperationException($"{records.Count} of {batch} received, {failed.Count} failed.");
        foreach (var record in records)
            await _queue.DeleteAsync(Lane.Normal, record, ct);
    }

    /// <summary>Send and Delivery of each, as SES tells them, a write each; and once for the batch how far feedback is complete.</summary>
    private async Task TrackAsync(CancellationToken ct)
    {
        var record = Get<RecordFeedback>();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var call in _ses.TakeCalls())
        {
            await record.RecordAsync(new FeedbackEvent(FeedbackKind.Send, call.Message, 1, $"ses-{call.Message}-1", now, null), ct);
            await record.RecordAsync(new FeedbackEvent(FeedbackKind.Delivery, call.Message, 1, $"ses-{call.Message}-1", now, null), ct);
        }

        await Get<IFeedbackWatch>().AdvanceAsync(new FeedbackProgress(now, now, TimeSpan.Zero, false), ct);
    }
}
