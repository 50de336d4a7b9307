using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>One guarantee of the product, asked about everything that it could be broken by.</summary>
internal abstract class Invariant
{
    private Witness? _witness;

    protected Witness Witness => _witness ?? throw new InvalidOperationException("Nobody watches yet.");

    public void Watch(Witness witness) => _witness = witness;

    /// <summary>The table holds another state of a message; <paramref name="before"/> is null for its first.</summary>
    public virtual void Wrote(Message? before, Message after)
    {
    }

    /// <summary>Somebody was told that a message is accepted.</summary>
    public virtual void TookIn(MessageId id)
    {
    }

    /// <summary>A sender calls the provider.</summary>
    public virtual void CallBegan(SesCall call)
    {
    }

    /// <summary>The provider has taken a mail.</summary>
    public virtual void Taken(SesCall call)
    {
    }

    /// <summary>A worker left a record in the queue, after so many faults.</summary>
    public virtual void RecordComesBack(QueueRecord record, int faults)
    {
    }

    public virtual void AtEnd(World world)
    {
    }

    protected void Break(string how) => Witness.Break(GetType().Name, how);

    /// <summary>A trail on one line.</summary>
    protected static string Trail(Message message) => string.Join(' ', message.Trail.Select(known =>
        known.Reason is null ? $"{known.Kind}/{known.Attempt}" : $"{known.Kind}/{known.Attempt}:{known.Reason}"));
}
