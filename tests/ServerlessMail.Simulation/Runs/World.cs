using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Invariants;
using ServerlessMail.Simulation.Links;
using ServerlessMail.Simulation.Mutations;
using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Queues;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Ses;
using ServerlessMail.Simulation.Time;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Simulation.Runs;

/// <summary>One run of a seed: a storm in which everything fails now and then, and a calm after it in which everything must come to rest.</summary>
internal sealed class World
{
    /// <summary>How long after the storm everything must have settled: the longest waits of Core, one after the other.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromDays(60);

    /// <summary>More than a mutated world takes to come to rest, if it does: most of those that never do are caught by this.</summary>
    private const int MostMutatedSteps = 3_000_000;

    private readonly SeededScheduler _scheduler;
    private readonly ProcessContext _root;
    private readonly List<ProcessClock> _clocks = [];
    private readonly ProcessClock _onlyClock;
    private int _contexts;

    public World(int seed, Mutation? mutation = null, TextWriter? trace = null)
    {
        Mutation = mutation;
        Plan = Plan.Draw(new Dice((ulong)seed, 1));
        Dice = new Dice((ulong)seed, 2);
        Time = new VirtualTime();
        Journal = new Journal(Time, trace);
        Weather = new Weather(Plan.Climate, new Dice((ulong)seed, 3), Time);
        _scheduler = new SeededScheduler(new Dice((ulong)seed, 4), Journal, Weather, Time) { MostSteps = mutation is null ? SeededScheduler.DefaultMostSteps : MostMutatedSteps };
        _root = new ProcessContext(_scheduler, 0, null);
        _onlyClock = new ProcessClock(Time, TimeSpan.Zero, 0);
        Witness = new Witness(Time, Journal, Plan.Timings, AllInvariants.Of(Plan));
        Store = new MemoryStore(Time);
        Messages = new WatchedMessages(Store.Messages, Witness);
        Control = new WatchedControl(Store.Control, Witness);
        Senders = new WatchedSenders(Store.Senders, Witness);
        PutAside = new PutAside(Time);
        Queue = new SimulatedQueue(Time, Weather, Dice, PutAside, Plan.MostReceives) { PuttingAside = Witness.PutAside };
        Stream = new FeedbackStream(Time, Dice, Plan.Evidence, Plan.LongestFeedback, PutAside, Plan.MostReceives);
        Account = new SimulatedAccount(Time, Dice, Journal, Plan);
        Ses = new SimulatedSes(Time, Weather, Dice, Stream, Witness, Account, Plan.LatestTaking);
    }

    public Mutation? Mutation { get; }

    public Plan Plan { get; }

    public Dice Dice { get; }

    public VirtualTime Time { get; }

    public Journal Journal { get; }

    public Weather Weather { get; }

    public Witness Witness { get; }

    public MemoryStore Store { get; }

    public WatchedMessages Messages { get; }

    public WatchedControl Control { get; }

    public WatchedSenders Senders { get; }

    public SimulatedQueue Queue { get; }

    public FeedbackStream Stream { get; }

    /// <summary>The dead letters of all queues.</summary>
    public PutAside PutAside { get; }

    /// <summary>The account with the provider, as it truly stands.</summary>
    public SimulatedAccount Account { get; }

    public SimulatedSes Ses { get; }

    /// <summary>What an operator said must never leave.</summary>
    public HashSet<MessageId> Dropped { get; } = [];

    /// <summary>What a verification of all trails found in the end.</summary>
    public List<AuditFault> Audit { get; } = [];

    public int Steps => _scheduler.Steps;

    public static FormName FormName(int form) => Core.Forms.FormName.Parse($"form{form}");

    public static Mailbox From(int form) => Mailbox.Parse($"Forms <{Plan.Sender(form)}>");

    public static System.Collections.Immutable.ImmutableArray<EmailAddress> Recipients(int count) => Addresses.First(count);

    public static Core.Senders.Sender Allowed(string sender) => new(sender, SenderStatus.Verified, VirtualTime.Start, "operator");

    /// <summary>A part of the mail that can be stopped.</summary>
    public SendScope AnyScope()
    {
        var form = Dice.Next(Plan.FormRecipients.Length);
        return Dice.Next(3) switch
        {
            0 => SendScope.Of(Dice.Pick([Lane.Urgent, Lane.Normal, Lane.Bulk])),
            1 => SendScope.Of(FormName(form)),
            _ => SendScope.FromToken($"sender:{(Dice.Chance(0.5) ? "example.com" : Plan.Sender(form))}"),
        };
    }

    /// <summary>Runs to the end; returns what was broken, or null.</summary>
    public string? Run()
    {
        var before = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(_root);
            Witness.Begin();
            Do(SetUpAsync);
            Weather.Stormy = true;
            Begin();
            Pass(Plan.Storm, static () => false);
            Weather.Stormy = false;
            new Caretaker(this).Start();
            Pass(Plan.Storm + Calm, CameToRest);
            if (Plan.Sealed && Witness.Broken is null)
                Do(VerifyAsync);
            Witness.End(this);
            return Witness.Broken;
        }
        catch (Exception fault)
        {
            // A world that falls apart proves nothing, and must not end the other seeds.
            return $"the simulation itself broke: {fault}";
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>The clock of a process that starts: on one machine they all share one.</summary>
    public TimeProvider ClockOf(Process process)
    {
        var clock = Plan.Cloud ? new ProcessClock(Time, Dice.Between(-Plan.Skew, Plan.Skew), Dice.Next(int.MaxValue)) : _onlyClock;
        if (Plan.Cloud)
            _clocks.Add(clock);
        return Mutation?.Clock(clock, Time, process) ?? clock;
    }

    public ProcessContext ContextOf(Action died) => new(_scheduler, ++_contexts, died);

    /// <summary>When there is something to do again, if all that there is waits for its moment; null when there is something now.</summary>
    public TimeSpan? NextMoment() => Weather.Stormy || !IsQuiet ? null : Witness.NextMoment();

    private void Begin()
    {
        Process[] processes =
        [
            .. Enumerable.Range(0, Plan.Intakes.Length).Select(at => new IntakeApi(this, at)),
            new App(this),
            .. Enumerable.Range(0, Plan.SendWorkers).Select(at => new SendWorker(this, at)),
            .. Enumerable.Range(0, Plan.Sweepers).Select(at => new Sweeper(this, at)),
            .. Enumerable.Range(0, Plan.FeedbackWorkers).Select(at => new FeedbackWorker(this, at)),
            new Operator(this),
            .. Plan.Hesitant ? [new HesitantOperator(this)] : Array.Empty<Process>(),
        ];
        foreach (var process in processes)
            process.Start();
        new Troubles(this, _clocks, _onlyClock).Begin();
    }

    private void Pass(TimeSpan until, Func<bool> done)
    {
        while (true)
        {
            if (!_scheduler.RunReady())
            {
                Witness.Break("EverythingSettles", "the world never comes to rest");
                return;
            }

            // What an alarm does, it does on nobody's behalf.
            SynchronizationContext.SetSynchronizationContext(_root);
            if (Witness.Broken is not null || done() || !Time.TryAdvance(until))
                return;
        }
    }

    /// <summary>True while nothing is on its way: what there is to do is in the table.</summary>
    private bool IsQuiet => Queue.IsEmpty && Stream.IsEmpty && PutAside.IsEmpty && Ses.UnderWay == 0;

    private bool CameToRest() => Witness.EverythingSettled && IsQuiet;

    private void Do(Func<Task> act)
    {
        Task? done = null;
        _root.Post(_ => done = act(), null);
        Pass(Time.Now + Calm, () => done is { IsCompleted: true });
        if (done is { Exception: { } fault })
            Witness.Surprised("world", fault.ToString());
    }

    private async Task SetUpAsync()
    {
        await Control.EnsureAsync(CancellationToken.None);
        await Control.SetLimitsAsync(null, Plan.Rate, Plan.Quota, 0.5, CancellationToken.None);
        foreach (var sender in Plan.Senders)
            await Senders.PutAsync(Allowed(sender), CancellationToken.None);
        await Store.Forms.TryApplyAsync([.. Plan.FormRecipients.Select((recipients, form) => new Form
        {
            Name = FormName(form),
            To = Recipients(recipients),
            From = From(form),
            Origins = ["https://www.example.com"],
            Limits = null,
        })], CancellationToken.None);
    }

    private async Task VerifyAsync()
    {
        var day = DateOnly.FromDateTime(VirtualTime.Start.UtcDateTime);
        var verify = new VerifyAudit(Store.Messages, Store.Operators, new TrailKey(new SeededSecrets()), Time);
        await verify.RunAsync(day.AddDays(-1), day.AddDays(1), Audit.Add, static (_, _) => { }, CancellationToken.None);
    }
}
