using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
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

    public Ports(World world, Process of)
    {
        (_world, _of, _stalls) = (world, of, of.Stalls);
        _link = new Link(of.Name, world.Weather, world.Time, world.Journal);
        Messages = new LinkedMessages(_link, world.Mutation?.Messages(world.Messages, of) ?? world.Messages, new StaleIndex(world.Weather, world.Witness));
        Queue = new LinkedQueue(_link, world.Mutation?.Queue(world.Queue, of) ?? world.Queue);
        Control = new LinkedControl(_link, world.Mutation?.Control(world.Control, of) ?? world.Control);
        Senders = new LinkedSenders(_link, world.Mutation?.Senders(world.Senders, of) ?? world.Senders);
    }

    /// <summary>How many faults befell what was done over these ports, the times included at which the process stood still.</summary>
    public int Faults => _link.Faults + _of.Stalls - _stalls;

    public IMessageStore Messages { get; }

    public IMessageQueue Queue { get; }

    public IControlStore Control { get; }

    public ISenderStore Senders { get; }

    public World World => _world;

    public MessageIds Ids => new SeededIds(_of.Clock, _world.Dice);

    public SubmitForm Submit() => new(
        new LinkedIntake(_link, _world.Store.Intake),
        Accept(),
        new LinkedRefusals(_link, _world.Store.Refusals),
        new FormGate(new LinkedLimits(_link, _world.Store.Limits), new LinkedSecrets(_link, new SeededSecrets()), _of.Clock),
        Ids,
        new SandboxGate(_of.Clock, Log<SandboxGate>()),
        _of.Clock);

    public AcceptMessage Accept() => new(Messages, Enqueue(), Timings, _of.Clock);

    public SendQueued Send()
    {
        IMailTransport ses = new SesTransportOf(_of.Name, _world.Ses);
        var transport = _world.Mutation?.Transport(ses, _of) ?? ses;
        var settle = new SettleClaim(Messages, Enqueue(), Timings, _of.Clock, Log<SettleClaim>());
        return new SendQueued(
            new ClaimMessage(Messages, Senders, Timings, _of.Clock, Log<ClaimMessage>()),
            new GrantClaimed(Control, new SendGranted(transport, Control, settle, Timings, _of.Clock), settle, Timings, _of.Clock, Log<GrantClaimed>()),
            Log<SendQueued>());
    }

    public Sweep Sweep() => new(
        Messages,
        Queue,
        Control,
        Watch(),
        new SweepMessage(Messages, Enqueue(), Timings, _of.Clock, Log<SweepMessage>()),
        Timings,
        _of.Clock,
        Log<Sweep>());

    public RecordFeedbackBatch FeedbackBatch() =>
        new(new RecordFeedback(Messages, _of.Clock, Log<RecordFeedback>()), Watch(), _of.Clock, Log<RecordFeedbackBatch>());

    public DecideHeld Decide() => new(Messages, Enqueue(), Timings, _of.Clock);

    private SendTimings Timings => _world.Plan.Timings;

    private LinkedFeedbackWatch Watch() => new(_link, _world.Mutation?.Watch(_world.Stream, _of) ?? _world.Stream);

    private EnqueueMessage Enqueue() => new(Queue, Log<EnqueueMessage>());

    /// <summary>A call to a part of the world that no port of Core stands for.</summary>
    public Task<T> CallAsync<T>(Dependency to, string what, Func<T> work) => _link.CallAsync(to, what, null, () => Task.FromResult(work()), CancellationToken.None);

    private WatchedLog<T> Log<T>() => new(_of.Name, _world.Witness);
}
