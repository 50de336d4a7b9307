namespace ServerlessMail.Local.Ses.Faults;

/// <summary>What may go wrong with a send on demand. In JSON the names are in lower case with dashes: <c>lost-answer</c>.</summary>
internal enum FaultKind
{
    /// <summary>429, as if the rate was exceeded. The mail is not taken.</summary>
    Throttled,

    /// <summary>429, as if the day was spent. The mail is not taken.</summary>
    Quota,

    /// <summary>500. The mail is not taken.</summary>
    ErrorBefore,

    /// <summary>The connection is reset. The mail is not taken.</summary>
    ResetBefore,

    /// <summary>The mail is taken, its events are published, and 500 is answered.</summary>
    ErrorAfter,

    /// <summary>The mail is taken, its events are published, and the connection is reset.</summary>
    LostAnswer,

    /// <summary>The mail is taken, its events are published, and the answer comes late.</summary>
    Slow,

    /// <summary>All events come later.</summary>
    EventsDelayed,

    /// <summary>Every event comes twice.</summary>
    EventsDuplicated,

    /// <summary>The last event comes first.</summary>
    EventsReordered,

    /// <summary>No event ever comes.</summary>
    EventsLost,
}
