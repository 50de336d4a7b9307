using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Queues;
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

    /// <summary>The control item has other limits.</summary>
    public virtual void LimitsAre(SendLimits limits)
    {
    }

    /// <summary>A reading of the account is kept as the last one.</summary>
    /// <param name="by">The sweeper that made it.</param>
    /// <param name="read">When, in true time.</param>
    /// <param name="account">What it says.</param>
    public virtual void ReadingKept(string by, TimeSpan read, AccountState account)
    {
    }

    /// <summary>The limits have changed by a reading of the account that was made at that moment.</summary>
    public virtual void LimitsFollow(TimeSpan read)
    {
    }

    /// <summary>A sweeper that holds the lease has ended a round by itself.</summary>
    public virtual void RoundEnded(EndedRound round)
    {
    }

    /// <summary>A record of a lane's queue became a dead letter.</summary>
    public virtual void PutAside(Entry entry)
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
