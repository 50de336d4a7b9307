namespace ServerlessMail.Core.Messages;

/// <summary>Why a message is parked.</summary>
public enum HoldReason
{
    /// <summary>The service is paused; resume releases it.</summary>
    Pause,

    /// <summary>The day's quota is spent; released when there is room.</summary>
    Quota,

    /// <summary>The rate leaves no room soon; released by itself.</summary>
    Pace,

    /// <summary>Its time has not come.</summary>
    Schedule,

    /// <summary>It looks like spam; an operator releases it or drops it.</summary>
    Spam,

    /// <summary>An operator must look: a setting is wrong, or nobody can say whether it was sent.</summary>
    Operator,
}
