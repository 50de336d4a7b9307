using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Core.Tests.Forms;
using ServerlessMail.Testing.Logs;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests;

/// <summary>The one door into Core for its tests: all use cases over stores in memory, a scripted transport and a clock that stands still.</summary>
internal sealed class Service
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 30, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private int _accepted;

    private Service(IEnumerable<IHumanCheck> checks)
    {
        Store = new MemoryStore(Time);
        Transport = new ScriptedTransport();
        var services = new ServiceCollection();
        foreach (var check in checks)
            services.AddSingleton(check);
        _services = services
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IMailTransport>(Transport)
            .AddCore(Timings)
            .AddMemoryStores(Store)
            .AddSingleton<ILogger<RecordFeedbackBatch>>(Log)
            .AddSingleton<ILogger<SandboxGate>>(SandboxLog)
            .AddSingleton<ILogger<CaptchaGate>>(CaptchaLog)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public MemoryStore Store { get; }

    /// <summary>The messages as use cases have them: sealed.</summary>
    public IMessageStore Messages => _services.GetRequiredService<IMessageStore>();

    public ScriptedTransport Transport { get; }

    public SendTimings Timings { get; } = SendTimings.Aws;

    public SubmitForm Submit => _services.GetRequiredService<SubmitForm>();

    public SendQueued Send => _services.GetRequiredService<SendQueued>();

    public DecideHeld Decide => _services.GetRequiredService<DecideHeld>();

    public RecordFeedback Feedback => _services.GetRequiredService<RecordFeedback>();

    public Sweep Sweep => _services.GetRequiredService<Sweep>();

    public AcceptMessage Accept => _services.GetRequiredService<AcceptMessage>();

    public RecordFeedbackBatch FeedbackBatch => _services.GetRequiredService<RecordFeedbackBatch>();

    /// <summary>What the feedback batches logged.</summary>
    public LogLines<RecordFeedbackBatch> Log { get; } = new();

    /// <summary>What operators read of forms that the sandbox keeps.</summary>
    public LogLines<SandboxGate> SandboxLog { get; } = new();

    /// <summary>What operators read of forms whose captcha is not set up.</summary>
    public LogLines<CaptchaGate> CaptchaLog { get; } = new();

    /// <summary>The only message there is.</summary>
    public Message Message => Assert.Single(Store.Messages.All);

    public string[] Trail => [.. Message.Trail.Select(known => known.Reason is null ? $"{known.Kind}" : $"{known.Kind}:{known.Reason}")];

    /// <summary>An open service with the contact form and its verified sender, and human checks besides Core's own.</summary>
    public static async Task<Service> OpenAsync(Form? form = null, params IHumanCheck[] checks)
    {
        var service = new Service(checks);
        await service.Store.Control.EnsureAsync(CancellationToken.None);
        await service.Store.Control.SetLimitsAsync(null, 14, 50_000, 0.5, CancellationToken.None);
        await service.Store.Senders.PutAsync(new Sender("forms@example.com", SenderStatus.Verified, Start, "test"), CancellationToken.None);
        await service.Store.Forms.TryApplyAsync([form ?? TestForms.Contact], CancellationToken.None);
        return service;
    }

    /// <summary>Works on everything that the queue shows now, as the sender does.</summary>
    public async Task DrainAsync(Lane lane = Lane.Normal)
    {
        while (await Store.Queue.ReceiveAsync(lane, 10, TimeSpan.FromMinutes(3), CancellationToken.None) is { Count: > 0 } records)
        {
            var failed = await SendAsync(records.Select(record => MessageId.Parse(record.Body)));
            foreach (var record in records.Where(record => !failed.Contains(MessageId.Parse(record.Body))))
                await Store.Queue.DeleteAsync(lane, record, CancellationToken.None);
        }
    }

    /// <summary>Works on these messages, and lets time pass while that waits for nothing else.</summary>
    public async Task<IReadOnlySet<MessageId>> SendAsync(IEnumerable<MessageId> ids)
    {
        var sending = Send.SendAsync([.. ids], CancellationToken.None);
        while (!sending.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(5));
            // What that woke has its turn before time goes on: else a busy machine makes every call late.
            for (var turn = 0; turn < 20; turn++)
                await Task.Yield();
        }

        return await sending;
    }

    public Task<SweepReport> SweepAsync(TimeSpan after)
    {
        Time.Advance(after);
        return Sweep.RunAsync(100, CancellationToken.None);
    }

    /// <summary>Looks at the SES account after that time.</summary>
    public Task<bool> RefreshAsync(TimeSpan after = default)
    {
        Time.Advance(after);
        return _services.GetRequiredService<RefreshAccount>().RunAsync(CancellationToken.None);
    }

    /// <summary>A sweeper of its own, as another process has it.</summary>
    public SweeperRound NewRound() => ActivatorUtilities.CreateInstance<SweeperRound>(_services);

    public Task PauseAsync() => Store.Control.PauseAsync(SendScope.All, "test", "test", Time.GetUtcNow(), CancellationToken.None);

    public Task ResumeAsync() => Store.Control.ResumeAsync(SendScope.All, "test", Time.GetUtcNow(), CancellationToken.None);

    public PageStamps Stamps => _services.GetRequiredService<PageStamps>();

    public Task<Intake> IntakeAsync() => _services.GetRequiredService<IIntakeStore>().ReadAsync(TestForms.Contact.Name, CancellationToken.None);

    /// <summary>What the rules say of a submission; nothing is written.</summary>
    public async Task<Judgement> JudgeAsync(Submission submission)
    {
        var known = await IntakeAsync();
        Assert.NotNull(known.Form);
        return await _services.GetRequiredService<JudgeSubmission>().JudgeAsync(known.Form, known, submission, CancellationToken.None);
    }

    /// <summary>Has a submission accepted; the one that stands for any says something new each time.</summary>
    public async Task<MessageId> AcceptAsync(Submission? submission = null) => Assert.IsType<SubmitOutcome.Accepted>(
        await Submit.SubmitAsync(submission ?? TestForms.Good(("number", $"{++_accepted}")), CancellationToken.None)).Id;
}
