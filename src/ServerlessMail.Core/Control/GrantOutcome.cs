namespace ServerlessMail.Core.Control;

/// <summary>The answer to a worker that wants to send now.</summary>
public enum GrantOutcome
{
    /// <summary>The right to begin one send within <see cref="Grant.Life"/> of asking.</summary>
    Granted,

    /// <summary>The service is paused.</summary>
    Paused,

    /// <summary>The control item is missing or malformed: fail closed.</summary>
    Unusable,
}
