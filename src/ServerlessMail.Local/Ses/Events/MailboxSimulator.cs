namespace ServerlessMail.Local.Ses.Events;

/// <summary>The addresses at which AWS lets everybody try out what may become of a mail, with or without a label: <c>bounce+label@…</c>.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator: they may be used in the sandbox, the rate counts
/// them, and the day does not. What AWS says nothing of is delivered, as is <c>ooto</c>, whose automatic answer goes by mail and makes no event.
/// </remarks>
internal static class MailboxSimulator
{
    private const string Domain = "@simulator.amazonses.com";

    public static bool Has(string address) => address.EndsWith(Domain, StringComparison.OrdinalIgnoreCase);

    /// <summary>What becomes of a mail to this address; mail to ordinary addresses arrives.</summary>
    public static Fate FateOf(string address) => !Has(address) ? Fate.Delivered : Scenario(address) switch
    {
        "bounce" => Fate.Bounced,
        "complaint" => Fate.Complained,
        "suppressionlist" => Fate.Suppressed,
        _ => Fate.Delivered,
    };

    private static string Scenario(string address) => address[..address.AsSpan().IndexOfAny('+', '@')].ToLowerInvariant();
}
