using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Core.Tests.Forms;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests;

/// <summary>The one door into Core for its tests: all use cases over stores in memory, a scripted transport and a clock that stands still.</summary>
internal sealed class Service
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 30, TimeSpan.Zero);

    private Service()
    {
        Store = new MemoryStore(Time);
        Transport = new ScriptedTransport();
        Messages = new SealedMessages(Store.Messages, new TrailKey(Store.Secrets), NullLogger<SealedMessages>.Instance);
        Submit = new SubmitForm(
            Store.Intake, Messages, Store.Queue, Store.Refusals, new FormGate(Store.Limits, Store.Secrets, Time), Timings, Time,
            NullLogger<SubmitForm>.Instance);
        Send = new SendQueued(Messages, Store.Senders, Store.Control, Transport, Timings, Time, NullLogger<SendQueued>.Instance);
        Feedback = new RecordFeedback(Messages, Time, NullLogger<RecordFeedback>.Instance);
        Sweep = new Sweep(Messages, Store.Queue, Store.Control, Store.Feedback, Timings, Time, NullLogger<Sweep>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public MemoryStore Store { get; }

    /// <summary>The messages as use cases have them: sealed.</summary>
    public SealedMessages Messages { get; }

    public ScriptedTransport Transport { get; }

    public SendTimings Timings { get; } = SendTimings.Aws;

    public SubmitForm Submit { get; }

    public SendQueued Send { get; }

    public RecordFeedback Feedback { get; }

    public Sweep Sweep { get; }

    /// <summary>The only message there is.</summary>
    public Message Message => Assert.Single(Store.Messages.All);

    public string[] Trail => [.. Message.Trail.Select(known => known.Reason is null ? $"{known.Kind}" : $"{known.Kind}:{known.Reason}")];

    /// <summary>An open service with the contact form and its verified sender.</summary>
    public static async Task<Service> OpenAsync(Form? form = null)
    {
        var service = new Service();
        await service.Store.Control.EnsureAsync(CancellationToken.None);
        await service.Store.Senders.PutAsync(new Sender("forms@example.com", SenderStatus.Verified, Start, "test"), CancellationToken.None);
        await service.Store.Forms.TryApplyAsync([form ?? TestForms.Contact], CancellationToken.None);
        return service;
    }

    /// <summary>Works on everything that the queue shows now, as the sender does.</summary>
    public async Task DrainAsync()
    {
        while (await Store.Queue.ReceiveAsync(Lane.Normal, 10, TimeSpan.FromMinutes(3), CancellationToken.None) is { Count: > 0 } records)
        {
            foreach (var record in records)
            {
                await Send.SendAsync(MessageId.Parse(record.Body), CancellationToken.None);
                await Store.Queue.DeleteAsync(Lane.Normal, record, CancellationToken.None);
            }
        }
    }

    public Task<SweepReport> SweepAsync(TimeSpan after)
    {
        Time.Advance(after);
        return Sweep.RunAsync(100, CancellationToken.None);
    }

    public Task PauseAsync() => Store.Control.PauseAsync("test", "test", Time.GetUtcNow(), CancellationToken.None);

    public Task ResumeAsync() => Store.Control.ResumeAsync("test", Time.GetUtcNow(), CancellationToken.None);

    public async Task<MessageId> AcceptAsync(Submission? submission = null) =>
        Assert.IsType<SubmitOutcome.Accepted>(await Submit.SubmitAsync(submission ?? TestForms.Good(), CancellationToken.None)).Id;
}
