namespace ServerlessMail.Core.Senders;

public enum SenderStatus
{
    /// <summary>On the allowlist, not yet verified with SES: nothing is sent from it.</summary>
    Pending,
    Verified,

    /// <summary>SES gave up waiting for the proof.</summary>
    Failed,
}
