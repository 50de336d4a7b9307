using ServerlessMail.Core.Account;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;
using ServerlessMail.Core.HumanChecks;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Core.Sweeping;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Invariants;
using ServerlessMail.Simulation.Links;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Processes;

/// <summary>The world as one worker of a process reaches it, and the use cases of Core over it: where the simulation composes the product.</summary>
internal sealed class Ports
{
    private readonly World _world;
    private readonly Process _of;
    private readonly Link _link;
    private readonly int _stalls;
    private readonly Readings _readings = new();
    private readonly RememberedSecrets _secrets;

    public Ports(World world, Process of)
    {
        (_world, _of, _stalls) = (world, of, of.Stalls);
        _link = new Link(of.Name, world.Weather, world.Time, world.Journal);
        _secrets = new RememberedSecrets(of.Keys, new LinkedSecrets(_link, new SeededSecrets()));
        Messages = Sealed(new LinkedMessages(_link, world.Mutation?.Messages(world.Messages, of) ?? world.Messages, new StaleIndex(world.Weather, world.Witness)));
        Queue = new LinkedQueue(_link, world.Mutation?.Queue(world.Queue, of) ?? world.Queue);
        Control = new LinkedControl(_link, world.Mutation?.Control(world.Control, of) ?? world.Control, world.Witness, _readings);
        Senders = new LinkedSenders(_link, world.Mutation?.Senders(world.Senders, of) ?? world.Senders);
        Operators = new LinkedOperatorTrail(_link, world.Mutation?.Operators(world.Store.Operators, of) ?? world.Store.Operators);
    }

    /// <summary>How many faults befell what was done over these ports, the times included at which the process stood still.</summary>
    public int Faults => _link.Faults + _of.Stalls - _stalls;

    public IMessageStore Messages { get; }

    public IMessageQueue Queue { get; }

    public IControlStore Control { get; }

    public ISenderStore Senders { get; }

    public IOperatorTrail Operators { get; }

    public World World => _world;

    public MessageIds Ids => new SeededIds(_of.Clock, _world.Dice);

    public SubmitForm Submit() => new(
        new LinkedIntake(_link, _world.Store.Intake),
        new JudgeSubmission(new SandboxGate(_of.Clock, Log<SandboxGate>()), new KeepFiles(_world.Store.Attachments), new PageStamps(_secrets, _of.Clock), _of.Clock),
        Accept(),
        new LinkedRefusals(_link, _world.Store.Refusals),
        new FormGate(new LinkedLimits(_link, _world.Store.Limits), _secrets, _of.Clock),
        new KnownRepetition(Messages, _of.Clock),
        Ids,
        new KeepFiles(_world.Store.Attachments),
        new CaptchaGate(() => [], new LinkedLimits(_link, _world.Store.Limits), _of.Clock, Log<CaptchaGate>()),
        _of.Clock);

    public AcceptMessage Accept() => new(Messages, Enqueue(), Timings, _of.Clock);

    public SendBatch Send()
    {
        IMailTransport ses = new SesTransportOf(_of.Name, _world.Ses);
        var transport = _world.Mutation?.Transport(ses, _of) ?? ses;
        var settle = new SettleClaim(Messages, Enqueue(), Timings, _of.Clock, Log<SettleClaim>());
        var queued = new SendQueued(
            new ClaimMessage(Messages, Senders, new KeepFiles(_world.Store.Attachments), Timings, _of.Clock, Log<ClaimMessage>()),
            new GrantClaimed(Control, new SendGranted(transport, Control, settle, Timings, _of.Clock), settle, Timings, _of.Clock, Log<GrantClaimed>()),
            Log<SendQueued>());
        return new SendBatch(queued, Log<SendBatch>());
    }

    /// <summary>What one life of a sweeper keeps from one round to the next.</summary>
    /// <param name="step">How many messages of each kind one sweep takes.</param>
    public SweeperRound Round(int step)
    {
        var leases = new LinkedLeases(_link, _world.Store.Leases);
        return new SweeperRound(Sweep(), Refresh(), leases, Ids, Timings, _of.Clock, Log<SweeperRound>()) { Step = step };
    }

    public SealDay SealDay() => new(Messages, Operators, Acts(), TrailKey, _of.Clock);

    /// <summary>Writes down what an operator does.</summary>
    public Task RecordAsync(string act, string subject) =>
        _world.Plan.Sealed ? Acts().RunAsync(_of.Name, act, subject, "storm", CancellationToken.None) : Task.CompletedTask;

    public ReturnDeadLetters Returns()
    {
        IDeadLetters letters = new LinkedDeadLetters(_link, _world.PutAside);
        return new ReturnDeadLetters(_world.Mutation?.DeadLetters(letters, _of) ?? letters, Watch(), _of.Clock);
    }

    public RecordFeedbackBatch FeedbackBatch() =>
        new(new RecordFeedback(Messages, _of.Clock, Log<RecordFeedback>()), Watch(), _of.Clock, Log<RecordFeedbackBatch>());

    public DecideHeld Decide() => new(Messages, Enqueue(), Timings, _of.Clock);

    private RecordAct Acts() => new(Operators, TrailKey, _of.Clock);

    private Sweep Sweep() => new(
        Messages,
        Queue,
        Control,
        Watch(),
        new SweepMessage(Messages, Enqueue(), Timings, _of.Clock, Log<SweepMessage>()),
        Timings,
        _of.Clock,
        Log<Sweep>());

    private RefreshAccount Refresh() => new(
        new LinkedAccountSource(_link, _world, _of, _readings),
        new LinkedAccounts(_link, _world.Mutation?.Accounts(_world.Store.Accounts, _of) ?? _world.Store.Accounts, _world, _of, _readings),
        Control,
        Senders,
        _of.Clock,
        Log<RefreshAccount>());

    private IMessageStore Sealed(IMessageStore store) => _world.Plan.Sealed ? new SealedMessages(store, TrailKey, Log<SealedMessages>()) : store;

    private TrailKey TrailKey => field ??= new TrailKey(_secrets);

    private SendTimings Timings => _world.Plan.Timings;

    private LinkedFeedbackWatch Watch() => new(_link, _world.Mutation?.Watch(_world.Stream, _of) ?? _world.Stream);

    private EnqueueMessage Enqueue() => new(Queue, Log<EnqueueMessage>());

    /// <summary>A call to a part of the world that no port of Core stands for.</summary>
    public Task<T> CallAsync<T>(Dependency to, string what, Func<T> work) => _link.CallAsync(to, what, null, () => Task.FromResult(work()), CancellationToken.None);

    private WatchedLog<T> Log<T>() => new(_of.Name, _world.Witness);
}
