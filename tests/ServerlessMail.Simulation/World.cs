using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Simulation;

/// <summary>One run: intakes, senders, sweepers, feedback workers and an operator over the real Core, on virtual time, with faults by the seed.</summary>
internal sealed class World
{
    private const int Visitors = 3;
    private const int PostsEach = 4;
    private const int Senders = 3;
    private const int Sweepers = 2;

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);
    private static readonly SendTimings Timings = SendTimings.Local;

    /// <summary>How long faults go on; afterwards all must settle within <see cref="Quiet"/>.</summary>
    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(6);

    private readonly SeededScheduler _scheduler;
    private readonly MemoryStore _store;
    private readonly SimulatedSes _ses;
    private readonly List<MessageId> _accepted = [];
    private DateTimeOffset? _pausedAt;
    private string? _fault;

    public World(int seed)
    {
        Random = new Random(seed);
        _scheduler = new SeededScheduler(Random);
        _store = new MemoryStore(Time);
        _ses = new SimulatedSes(this);
        foreach (var door in (FaultDoor[])[_store.Messages.Door, _store.Queue.Door, _store.Control.Door, _store.Senders.Door, _store.Intake.Door, _store.Limits.Door, _store.Secrets.Door])
        {
            door.Passing = _ => StepAsync();
            door.Before = _ => Faults && Random.Next(100) < 2 ? new IOException("The request was lost.") : null;
            door.After = _ => Faults && Random.Next(100) < 2 ? new IOException("The answer was lost.") : null;
        }
    }

    public Random Random { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public bool Faults { get; private set; }

    public int Steps => _scheduler.Steps;

    /// <summary>Where anything else may come in between, and where the process at work may die.</summary>
    public async Task StepAsync()
    {
        await _scheduler.YieldAsync();
        await Crash.PassAsync(Faults && Random.Next(1000) < 5);
    }

    /// <summary>Runs to the end; returns what was broken, or null.</summary>
    public string? Run()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_scheduler);
        try
        {
            _ = SetUpAsync();
            _scheduler.RunReady();
            Faults = true;
            Begin();
            Pass(Storm);
            Faults = false;
            _ = OpenAsync();
            Pass(Quiet);
            return _fault ?? Broken();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Pass(TimeSpan span)
    {
        for (var end = Time.GetUtcNow() + span; Time.GetUtcNow() < end && _fault is null;)
        {
            _scheduler.RunReady();
            Time.Advance(TimeSpan.FromMilliseconds(Random.Next(1, 200)));
        }

        _scheduler.RunReady();
    }

    private async Task SetUpAsync()
    {
        await _store.Control.EnsureAsync(CancellationToken.None);
        await _store.Senders.PutAsync(SampleMail.Sender(), CancellationToken.None);
        await _store.Forms.TryApplyAsync([SampleMail.Form() with { Limits = null }], CancellationToken.None);
    }

    private void Begin()
    {
        for (var i = 0; i < Visitors; i++)
            _ = VisitAsync();
        for (var i = 0; i < Senders; i++)
            _ = ForeverAsync(SendAsync, 50);
        for (var i = 0; i < Sweepers; i++)
            _ = ForeverAsync(SweepAsync, 700);
        _ = ForeverAsync(FeedbackAsync, 300);
        _ = ForeverAsync(OperateAsync, 4000);
    }

    /// <summary>A process that is started again whenever it has ended or died.</summary>
    private async Task ForeverAsync(Func<Task> act, int mostIdle)
    {
        while (true)
        {
            await Crash.RunAsync(act);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Next(1, mostIdle)), Time);
        }
    }

    private async Task VisitAsync()
    {
        for (var i = 0; i < PostsEach; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Next(0, 6000)), Time);
            await Crash.RunAsync(async () =>
            {
                var submit = new SubmitForm(
                    _store.Intake, _store.Messages, _store.Queue, _store.Refusals, new FormGate(_store.Limits, _store.Secrets, Time), new MessageIds(Time), Timings, Time, NullLogger<SubmitForm>.Instance);
                var outcome = await submit.SubmitAsync(
                    new Submission
                    {
                        Form = FormName.Parse("contact"),
                        Fields = [new SubmittedField("email", "visitor@example.org"), new SubmittedField("message", "Hello")],
                        SelfOrigin = "https://forms.example.com",
                        ClientAddress = "192.0.2.1",
                    },
                    CancellationToken.None);
                if (outcome is SubmitOutcome.Accepted accepted)
                    _accepted.Add(accepted.Id);
            });
        }
    }

    private async Task SendAsync()
    {
        var send = new SendQueued(_store.Messages, _store.Senders, _store.Control, _ses, Timings, Time, NullLogger<SendQueued>.Instance);
        foreach (var record in await _store.Queue.ReceiveAsync(Lane.Normal, 3, Timings.ClaimExpires, CancellationToken.None))
        {
            await send.SendAsync(MessageId.Parse(record.Body), CancellationToken.None);
            if (!Faults || Random.Next(20) > 0)
                await _store.Queue.DeleteAsync(Lane.Normal, record, CancellationToken.None);
        }
    }

    private Task SweepAsync() => new Sweep(_store.Messages, _store.Queue, _store.Control, _ses, Timings, Time, NullLogger<Sweep>.Instance).RunAsync(20, CancellationToken.None);

    private async Task FeedbackAsync()
    {
        foreach (var due in _ses.Due().OrderBy(_ => Random.Next()).ToArray())
        {
            await new RecordFeedback(_store.Messages, Time, NullLogger<RecordFeedback>.Instance).RecordAsync(due.Event, CancellationToken.None);
            _ses.Forget(due);
        }
    }

    /// <summary>Throws the switch now and then, and looks whether anything begins later than it may.</summary>
    private async Task OperateAsync()
    {
        if (!Faults)
            return;
        await _store.Control.PauseAsync("storm", "operator", Time.GetUtcNow(), CancellationToken.None);
        _pausedAt = Time.GetUtcNow();
        var calls = _ses.Calls.Count;
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Next(100, 3000)), Time);
        // Once the storm is over somebody else resumes, and what begins then is as it should be.
        if (Faults && _ses.Calls.Skip(calls).Any(call => call > _pausedAt + Core.Control.Grant.Life))
            _fault ??= $"A call began more than 250 ms after the pause had returned: paused {_pausedAt:ss.fff}, calls {string.Join(' ', _ses.Calls.Skip(calls).Select(call => call.ToString("ss.fff")))}.";
        _pausedAt = null;
        await _store.Control.ResumeAsync("operator", Time.GetUtcNow(), CancellationToken.None);
    }

    private Task OpenAsync() => _store.Control.ResumeAsync("operator", Time.GetUtcNow(), CancellationToken.None);

    private string? Broken()
    {
        var messages = _store.Messages.All.ToDictionary(message => message.Id);
        foreach (var id in _accepted)
        {
            if (!messages.TryGetValue(id, out var message))
                return $"{id} was accepted and is not in the table.";
            if (message.Status != MessageStatus.Delivered)
                return $"{id} was accepted and is {message.Status}: {Trail(message)}";
        }

        foreach (var (id, times) in _ses.Taken)
        {
            if (times > 1)
                return $"{id} was taken {times} times: {Trail(messages[id])}";
        }

        foreach (var message in messages.Values)
        {
            if (message.Due is not null || message.Status is MessageStatus.Sending or MessageStatus.Uncertain)
                return $"{message.Id} has not settled: {message.Status} {Trail(message)}";
            if (!message.Trail.Select(known => known.Seq).SequenceEqual(Enumerable.Range(1, message.Trail.Length)))
                return $"{message.Id} has a trail out of order: {Trail(message)}";
        }

        return null;
    }

    private static string Trail(Message message) => string.Join(' ', message.Trail.Select(known => $"{known.Kind}:{known.Reason}"));
}
