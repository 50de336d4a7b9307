using System.Globalization;

namespace ServerlessMail.Benchmarks.ColdStart.Runs;

/// <summary>Requests by operation, as a text that is the same for the same requests.</summary>
internal static class CallCount
{
    /// <summary>What one post must reach, whatever it reads: a counted limit, a durable message, a record in the queue.</summary>
    public static readonly string[] Promised = ["PutItem", "SendMessage", "UpdateItem"];

    public static string Text(IEnumerable<string> operations) => string.Join(
        ", ",
        operations.CountBy(operation => operation).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));
}
