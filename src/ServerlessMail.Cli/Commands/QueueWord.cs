using ServerlessMail.Core.Queues;

namespace ServerlessMail.Cli.Commands;

/// <summary>The queues as people type them.</summary>
internal static class QueueWord
{
    public static string[] All => [.. Enum.GetValues<ServiceQueue>().Select(Of)];

    public static string Of(ServiceQueue queue) => queue.ToString().ToLowerInvariant();

    /// <summary>The queues that a word means; all of them without one.</summary>
    public static IReadOnlyList<ServiceQueue> Meant(string? word) => [.. Enum.GetValues<ServiceQueue>().Where(queue => word is null || Of(queue) == word)];
}
