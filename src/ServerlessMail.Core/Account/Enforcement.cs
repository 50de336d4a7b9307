namespace ServerlessMail.Core.Account;

/// <summary>What AWS thinks of the account.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html (EnforcementStatus)</remarks>
public enum Enforcement
{
    Healthy,

    /// <summary>Under review for its bounces or complaints: it may send, and should send less.</summary>
    Probation,

    /// <summary>AWS has ended its sending.</summary>
    Shutdown,
}
