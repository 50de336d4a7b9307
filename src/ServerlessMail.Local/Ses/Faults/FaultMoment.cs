namespace ServerlessMail.Local.Ses.Faults;

/// <summary>When a fault strikes.</summary>
internal enum FaultMoment
{
    /// <summary>Instead of the mail being taken.</summary>
    Before,

    /// <summary>As the events of a mail that was taken are published.</summary>
    Events,

    /// <summary>As a mail that was taken is answered for.</summary>
    Answer,
}
