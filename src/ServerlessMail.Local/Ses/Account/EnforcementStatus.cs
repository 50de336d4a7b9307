namespace ServerlessMail.Local.Ses.Account;

/// <summary>What AWS thinks of the account's reputation.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html#SES-GetAccount-response-EnforcementStatus</remarks>
internal enum EnforcementStatus
{
    /// <summary>No known problem.</summary>
    Healthy,

    /// <summary>Under review: it still sends.</summary>
    Probation,

    /// <summary>Shut down: it sends nothing.</summary>
    Shutdown,
}
