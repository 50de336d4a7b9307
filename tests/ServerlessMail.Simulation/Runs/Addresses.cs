using System.Collections.Immutable;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Simulation.Runs;

/// <summary>Recipients for every world, parsed once.</summary>
internal static class Addresses
{
    private static readonly ImmutableArray<EmailAddress> All = [.. Enumerable.Range(0, 50).Select(at => EmailAddress.Parse($"owner{at}@example.com"))];

    public static ImmutableArray<EmailAddress> First(int count) => All[..count];
}
