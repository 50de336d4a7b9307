using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Tests.EndToEnd.Kill;

/// <summary>What the table knows of a round's messages.</summary>
internal static class AllMessages
{
    private const int Page = 1000;

    public static async Task<IReadOnlyList<Message>> ReadAsync(IMessageStore messages)
    {
        // A round may go on past midnight.
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return [.. await ReadAsync(messages, today.AddDays(-1)), .. await ReadAsync(messages, today)];
    }

    /// <summary>True once nothing is left to do, and nothing more is told of it.</summary>
    public static bool IsSettled(Message message) => message.Due is null && message.Status != MessageStatus.Sent;

    /// <summary>True when a worker died with it, by what its trail tells.</summary>
    public static bool LostItsWorker(Message message) => message.Trail.Any(known => known is { Kind: TrailKind.Uncertain, Reason: "worker-died" });

    /// <summary>True when its sender never wrote that SES had taken it, and an event did.</summary>
    public static bool WasToldByFeedback(Message message) => message.Trail.Any(known => known is { Kind: TrailKind.Sent, Reason: "feedback" });

    /// <summary>True when it was sent again after its doubt.</summary>
    public static bool WasResent(Message message) => message.Trail.Any(known => known.Kind == TrailKind.Resent);

    /// <summary>The trails of those that did not get there.</summary>
    public static string Tell(IEnumerable<Message> all) => string.Join("; ", all.Where(message => message.Status != MessageStatus.Delivered).Select(message =>
        $"{message.Id} {message.Status} {string.Join(",", message.Trail.Select(known => $"{known.Kind}:{known.Reason}"))}"));

    private static async Task<IReadOnlyList<Message>> ReadAsync(IMessageStore messages, DateOnly day)
    {
        var all = new List<Message>();
        while (await messages.ListAsync(day, all is [.., var last] ? last.Id : null, Page, CancellationToken.None) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }
}
