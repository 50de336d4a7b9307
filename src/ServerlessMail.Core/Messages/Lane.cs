namespace ServerlessMail.Core.Messages;

/// <summary>How soon a message is wanted, and what share of rate and quota it may use.</summary>
public enum Lane
{
    /// <summary>Confirmations and password resets: someone waits for it.</summary>
    Urgent,

    /// <summary>Forms, receipts, notifications.</summary>
    Normal,

    /// <summary>Offers, one recipient each.</summary>
    Bulk,
}
