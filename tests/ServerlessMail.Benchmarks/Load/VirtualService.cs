using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Benchmarks.Ses;
using ServerlessMail.Benchmarks.Time;
using ServerlessMail.Core;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Benchmarks.Load;

/// <summary>
/// The whole service in virtual time: intake, senders with clocks of their own and a sweeper, all of them the real Core, on stores in memory that
/// take as long to answer as those of AWS.
/// </summary>
internal sealed class VirtualService
{
    /// <summary>By how much a sender's clock is wrong at most: two of them differ by up to twice that.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMilliseconds(50);

    private const int SweepLimit = 100;

    private static readonly SendTimings Timings = SendTimings.Aws;

    private readonly List<MailDraft> _drafts = [.. Enumerable.Range(1, 50).Select(DraftTo)];
    private readonly ServiceProvider _keeper;
    private readonly AcceptMessage _accept;

    public VirtualService(int seed, double rate)
    {
        Random = new Random(seed);
        Ses = new VirtualSes(Time, Random, rate);
        Queue = new VirtualQueue(Time, Random);
        Store = new MemoryStore(new VirtualClock(Time, TimeSpan.Zero));
        _keeper = Process(TimeSpan.Zero);
        _accept = _keeper.GetRequiredService<AcceptMessage>();
        Rate = rate;
    }

    public VirtualTime Time { get; } = new();

    public Random Random { get; }

    public double Rate { get; }

    public VirtualSes Ses { get; }

    public VirtualQueue Queue { get; }

    public MemoryStore Store { get; }

    /// <summary>True: every message that comes in has one recipient.</summary>
    public bool HasOneRecipientEach { get; init; }

    /// <summary>Makes the control item and the allowlist, and from then on every request takes its time.</summary>
    public async Task OpenAsync()
    {
        await Store.Control.EnsureAsync(CancellationToken.None);
        await Store.Control.SetLimitsAsync(null, Rate, null, SendLimits.HealthyBulkShare, CancellationToken.None);
        await Store.Senders.PutAsync(SampleMail.Sender(), CancellationToken.None);
        foreach (var door in (FaultDoor[])[Store.Messages.Door, Store.Control.Door, Store.Senders.Door])
            door.Passing = _ => Time.WaitAsync(Latency.Table.Draw(Random) / 2);
    }

    /// <summary>Starts senders, each with a clock of its own and so many batches of each lane in flight.</summary>
    public void StartSenders(int senders, int batches)
    {
        for (var i = 0; i < senders; i++)
        {
            // The first and the last are as far apart as clocks may be.
            var wrongBy = senders == 1 ? TimeSpan.Zero : Skew * ((2.0 * i / (senders - 1)) - 1);
            var send = Process(wrongBy).GetRequiredService<SendQueued>();
            var clock = new VirtualClock(Time, wrongBy);
            foreach (var lane in Enum.GetValues<Lane>())
            {
                for (var batch = 0; batch < batches; batch++)
                    _ = new BatchSender(lane, Queue, send, Timings, clock).RunAsync();
            }
        }
    }

    /// <summary>Starts the sweeper: every minute, and again at once while there is more to do, as its host does.</summary>
    public void StartSweeper() => _ = SweepAsync(_keeper.GetRequiredService<Sweep>());

    /// <summary>Lets mail of a lane come in, at random moments, for as long as the run goes on.</summary>
    /// <param name="lane">Its lane.</param>
    /// <param name="perSecond">Recipients a second, on average; 0 for none.</param>
    public void StartIntake(Lane lane, double perSecond)
    {
        if (perSecond > 0)
            _ = IntakeAsync(lane, perSecond);
    }

    /// <summary>Accepts one message, and returns its id.</summary>
    public async Task<MessageId> AcceptAsync(Lane lane, int recipients)
    {
        var id = NewId();
        var control = await Store.Control.ReadAsync(CancellationToken.None);
        await _accept.AcceptAsync(new AcceptMessage.Wanted(id, lane, "form:contact", _drafts[recipients - 1], TimeSpan.FromDays(90)), control, CancellationToken.None);
        return id;
    }

    /// <summary>Puts mail into a lane's backlog, as if it had come before the run began.</summary>
    public async Task FillBacklogAsync(Lane lane, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            var message = Message.Accept(NewId(), lane, "form:contact", 1, Time.Now, WorkDue.At(Time.Now)).Backlog(Time.Now);
            await Store.Messages.TryAddAsync(message, _drafts[0], DateTimeOffset.MaxValue, CancellationToken.None);
        }
    }

    public MessageId NewId()
    {
        Span<byte> random = stackalloc byte[10];
        Random.NextBytes(random);
        return MessageId.New(Time.Now, random);
    }

    private static MailDraft DraftTo(int recipients) => SampleMail.Draft() with
    {
        To = [.. Enumerable.Range(1, recipients).Select(i => EmailAddress.Parse($"someone{i}@example.com"))],
    };

    private async Task IntakeAsync(Lane lane, double perSecond)
    {
        while (true)
        {
            var recipients = RecipientsOf(lane);
            await Time.WaitAsync(TimeSpan.FromSeconds(-Math.Log(1 - Random.NextDouble()) * recipients / perSecond));
            _ = AcceptAsync(lane, recipients);
        }
    }

    /// <summary>Most mail has one recipient; bulk mail always.</summary>
    private int RecipientsOf(Lane lane) => lane == Lane.Bulk || HasOneRecipientEach ? 1 : Random.Next(100) switch
    {
        < 90 => 1,
        < 99 => Random.Next(2, 6),
        _ => 20,
    };

    private async Task SweepAsync(Sweep sweep)
    {
        while (true)
        {
            while ((await sweep.RunAsync(SweepLimit, CancellationToken.None)).Total >= SweepLimit)
                continue;
            await Time.WaitAsync(Timings.SweepEvery);
        }
    }

    private ServiceProvider Process(TimeSpan wrongBy) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new VirtualClock(Time, wrongBy))
        .AddSingleton<IMailTransport>(Ses)
        .AddCore(Timings)
        .AddMemoryStores(Store)
        .AddSingleton<IMessageQueue>(Queue)
        .BuildServiceProvider();
}
