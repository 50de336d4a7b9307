namespace ServerlessMail.Core.Account;

/// <summary>The SES account as it was last read. Immutable.</summary>
/// <param name="MaxSendRate">Recipients a second, 0 and more.</param>
/// <param name="Max24HourSend">Recipients in any 24 hours; null for an account without a daily limit.</param>
/// <param name="SentLast24Hours">Recipients of the last 24 hours, of everybody who sends by this account.</param>
/// <param name="Sandbox">True: it may send to verified recipients only, and to the mailbox simulator.</param>
/// <param name="Enforcement">What AWS thinks of it.</param>
/// <param name="SendingEnabled">False: its owner, or AWS, has switched sending off.</param>
/// <param name="ReadAt">When it was read, by the reader's clock.</param>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html</remarks>
public sealed record AccountState(
    double MaxSendRate,
    long? Max24HourSend,
    long SentLast24Hours,
    bool Sandbox,
    Enforcement Enforcement,
    bool SendingEnabled,
    DateTimeOffset ReadAt)
{
    /// <summary>How old a state may become before somebody must look why.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whom the account may send to in the sandbox. Out of it nobody asks, and this is empty: it is part of what every submission reads, and an
    /// account may have ten thousand identities.
    /// </summary>
    public VerifiedIdentities VerifiedIdentities { get; init; } = VerifiedIdentities.None;

    /// <summary>Why nothing at all can be sent, for operators; null where something can.</summary>
    public string? Stop => this switch
    {
        { Enforcement: Enforcement.Shutdown } => "SES: AWS has shut this account's sending down (SHUTDOWN). Its mail to the account's owner says why",
        { SendingEnabled: false } => "SES: sending is switched off for this account (SendingEnabled is false)",
        _ => null,
    };

    /// <summary>True when it is so old that it may well be wrong.</summary>
    public bool IsStale(DateTimeOffset now) => now - ReadAt > StaleAfter;
}
