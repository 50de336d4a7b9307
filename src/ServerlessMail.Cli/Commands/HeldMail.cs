using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary>What stops keep, or kept until just now, counted up to a limit: an answer costs the same with a million of it.</summary>
internal sealed class HeldMail(IMessageStore messages, IReadOnlyCollection<SendScope> scopes)
{
    /// <summary>How far it is counted: what one number shows of it, a person can follow.</summary>
    public const int CountTo = 10_000;

    /// <summary>The number as it is told.</summary>
    public static string Text(int count) => ScopeWords.Count(count, CountTo);

    /// <summary>How much is still held; one above <see cref="CountTo"/> stands for more.</summary>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var scope in scopes)
        {
            if (count > CountTo)
                break;
            count += await messages.CountParkedAsync(Parking.Stopped(scope), CountTo + 1 - count, ct);
        }

        return count;
    }

    /// <summary>By lane, who leaves next; lanes of which nothing is held are not there. As long as mail leaves, they change, however much there is.</summary>
    public async Task<IReadOnlyDictionary<Lane, MessageId>> NextAsync(CancellationToken ct)
    {
        var next = new Dictionary<Lane, MessageId>();
        foreach (var lane in Enum.GetValues<Lane>())
        {
            foreach (var scope in scopes)
            {
                if (!next.ContainsKey(lane) && await messages.ParkedAsync(Parking.Stopped(scope, lane), 1, ct) is [var first])
                    next[lane] = first;
            }
        }

        return next;
    }

    /// <summary>How much waits for room in its lane, of all mail: what was held may be part of it.</summary>
    public Task<int> BacklogAsync(CancellationToken ct) => messages.CountParkedAsync(Parking.For(HoldReason.Pace), CountTo + 1, ct);
}
