using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Forms;

/// <summary>Tells in a message's trail that its submission was posted once more. Thread-safe.</summary>
public sealed class KnownRepetition(IMessageStore messages, TimeProvider time)
{
    /// <summary>What stands in the trail, once, however often it is repeated: a robot must not fill it.</summary>
    public const string Remark = "repeated";

    private const int MaxTries = 4;
    private static readonly TimeSpan CallWait = TimeSpan.FromMilliseconds(150);

    /// <summary>Does what <see cref="TryNoteAsync"/> does, and waits for half a second for the message to be written.</summary>
    public async Task<bool> TryAwaitAsync(MessageId first, CancellationToken ct)
    {
        for (var tries = 1; tries < MaxTries; tries++)
        {
            if (await TryNoteAsync(first, ct))
                return true;
            await Task.Delay(CallWait, time, ct);
        }

        return await TryNoteAsync(first, ct);
    }

    /// <summary>False when there is no such message: whoever was to write it has died on the way, or has not come to it yet.</summary>
    public async Task<bool> TryNoteAsync(MessageId first, CancellationToken ct)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if ((await messages.FindAsync(first, ct))?.Message is not { } message)
                return false;
            if (message.Trail.Any(known => known is { Kind: TrailKind.Noted, Reason: Remark }))
                return true;
            // While a worker calls for it, the message stays as that worker claimed it: its next write is worth more than this one.
            if (message.Status == MessageStatus.Sending)
                await Task.Delay(CallWait, time, ct);
            else if (await messages.TrySaveAsync(message, message.Note(time.GetUtcNow(), Remark), ct))
                return true;
        }

        return true;
    }
}
