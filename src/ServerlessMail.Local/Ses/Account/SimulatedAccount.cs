namespace ServerlessMail.Local.Ses.Account;

/// <summary>The simulated account as it is at one moment.</summary>
/// <param name="IsSending">Whether its owner lets it send.</param>
/// <param name="IsSandboxed">Whether it may send to verified recipients only.</param>
/// <param name="VerifiesAtOnce">Whether a new identity is verified without further ado.</param>
/// <param name="MaxSendRate">Recipients a second.</param>
/// <param name="Max24HourSend">Recipients in any 24 hours; -1: as many as it likes.</param>
/// <param name="Enforcement">What AWS thinks of it.</param>
/// <param name="Bucket">What is left of its rate.</param>
/// <param name="SentLast24Hours">Recipients of the last 24 hours.</param>
internal sealed record SimulatedAccount(
    bool IsSending,
    bool IsSandboxed,
    bool VerifiesAtOnce,
    double MaxSendRate,
    long Max24HourSend,
    EnforcementStatus Enforcement,
    RateBucket Bucket,
    long SentLast24Hours)
{
    public const int Unlimited = -1;

    /// <summary>
    /// What is wrong with a send now, whoever it comes from and goes to. While anything is left of the day, a send to many goes through whole, as
    /// with SES.
    /// </summary>
    public SesError? Refusal() => this switch
    {
        { Enforcement: EnforcementStatus.Shutdown } => SesError.AccountSuspended(),
        { IsSending: false } => SesError.SendingPaused(),
        { Bucket.IsOpen: false } => SesError.TooFast(),
        { IsDaySpent: true } => SesError.DaySpent(),
        _ => null,
    };

    private bool IsDaySpent => Max24HourSend != Unlimited && SentLast24Hours >= Max24HourSend;
}
