using System.Runtime.CompilerServices;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>All messages of a day, newest first, read page by page.</summary>
internal static class DayPages
{
    private const int PageSize = 500;

    public static async IAsyncEnumerable<Message> ReadAsync(IMessageStore messages, DateOnly day, [EnumeratorCancellation] CancellationToken ct)
    {
        MessageId? before = null;
        while (await messages.ListAsync(day, before, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var message in page)
                yield return message;
            // A store that answers with an id which does not go on downwards would be asked for ever.
            if (page[^1].Id >= before)
                yield break;
            before = page[^1].Id;
        }
    }
}
