namespace ServerlessMail.Core.Senders;

/// <summary>An address or a domain that mail may come from.</summary>
/// <param name="Identity">A mail address, or a domain for every address in it; domains in lower case.</param>
/// <param name="Status">What SES says of it.</param>
/// <param name="AddedAt">When it came on the allowlist.</param>
/// <param name="AddedBy">Who put it there.</param>
public sealed record Sender(string Identity, SenderStatus Status, DateTimeOffset AddedAt, string AddedBy)
{
    /// <summary>Which of two entries speaks for an address: its own, unless only that of its domain is verified.</summary>
    public static Sender? Covering(Sender? own, Sender? domain) =>
        own is not { Status: SenderStatus.Verified } && domain is { Status: SenderStatus.Verified } ? domain : own ?? domain;
}
