using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>Something that a verification found.</summary>
public abstract record AuditFault
{
    private AuditFault()
    {
    }

    /// <summary>A message's trail is not as it was sealed.</summary>
    public sealed record Trail(MessageId Id, TrailFault Fault) : AuditFault;

    /// <summary>A day's messages do not make the root that was written when it was over.</summary>
    /// <param name="Day">Which day.</param>
    /// <param name="Sealed">How many messages it had then.</param>
    /// <param name="Found">How many it has now: fewer, and some are missing; more, and some were added; as many, and some were put back or replaced.</param>
    public sealed record Root(DateOnly Day, long Sealed, long Found) : AuditFault;

    /// <summary>A message of a day cannot be read at all; those before it on that day were not checked.</summary>
    public sealed record Unreadable(DateOnly Day, string Why) : AuditFault;

    /// <summary>An operators' act is not as it was sealed.</summary>
    public sealed record ActChanged(long Seq) : AuditFault;

    /// <summary>Operators' acts are missing.</summary>
    public sealed record ActsMissing(long FirstSeq, long LastSeq) : AuditFault;

    /// <summary>The operators' trail does not end with its last act.</summary>
    /// <param name="Last">The number of the last act, from its own place; 0 if nothing is there.</param>
    /// <param name="Found">The number of the act that the trail ends with.</param>
    public sealed record ActsCutOff(long Last, long Found) : AuditFault;

    /// <summary>The acts of a month cannot be read.</summary>
    public sealed record ActsUnreadable(DateOnly Month, string Why) : AuditFault;
}
