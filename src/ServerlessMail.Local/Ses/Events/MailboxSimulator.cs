namespace ServerlessMail.Local.Ses.Events;

/// <summary>The addresses at which AWS lets everybody try out what may become of a mail, with or without a label: <c>bounce+label@…</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html: they may be used in the sandbox, and no day counts them.</remarks>
internal static class MailboxSimulator
{
    private const string Domain = "@simulator.amazonses.com";

    public static bool Has(string address) => address.EndsWith(Domain, StringComparison.OrdinalIgnoreCase);
}
