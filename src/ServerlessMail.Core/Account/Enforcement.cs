namespace ServerlessMail.Core.Account;

/// <summary>How the provider looks at the account.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html</remarks>
public enum Enforcement
{
    Healthy,

    /// <summary>Under review: bounces or complaints are too many, and it may be shut down.</summary>
    Probation,

    /// <summary>The provider takes no mail any more.</summary>
    Shutdown,
}
