namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>What the simulator's inbox must show.</summary>
internal static class Arrivals
{
    /// <summary>Nothing arrived twice.</summary>
    public static void AssertOnce(int round, IEnumerable<InboxTags> inbox) => Assert.Empty(inbox
        .GroupBy(mail => mail.Message, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"round {round}: {group.Key} arrived {group.Count()} times, by attempts {string.Join(", ", group.Select(mail => mail.Attempt))}"));

    /// <summary>All that was accepted arrived.</summary>
    public static void AssertAll(int round, IEnumerable<string> accepted, IEnumerable<InboxTags> inbox) =>
        Assert.Empty(accepted.Except(inbox.Select(mail => mail.Message)).Select(id => $"round {round}: {id} was accepted and never arrived"));
}
