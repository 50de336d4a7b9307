using ServerlessMail.Core.Account;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>
/// A guarantee broken on purpose, to see that the simulation would find it. It stands between the processes and what they depend on; product
/// code has no switch for it.
/// </summary>
internal abstract class Mutation
{
    /// <summary>What <c>--mutate</c> calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What it breaks, in a few words.</summary>
    public abstract string Breaks { get; }

    public virtual IMessageStore Messages(IMessageStore store, Process of) => store;

    public virtual IControlStore Control(IControlStore store, Process of) => store;

    public virtual ISenderStore Senders(ISenderStore store, Process of) => store;

    public virtual IMessageQueue Queue(IMessageQueue queue, Process of) => queue;

    public virtual IFeedbackWatch Watch(IFeedbackWatch watch, Process of) => watch;

    public virtual IAccountStore Accounts(IAccountStore store, Process of) => store;

    public virtual IOperatorTrail Operators(IOperatorTrail trail, Process of) => trail;

    public virtual IDeadLetters DeadLetters(IDeadLetters letters, Process of) => letters;

    public virtual IMailTransport Transport(IMailTransport transport, Process of) => transport;

    public virtual TimeProvider Clock(ProcessClock clock, VirtualTime time, Process of) => clock;
}
