using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Messages;

/// <summary>An operator's decision on a message that is held for one: let it go, or take it out for good. Thread-safe.</summary>
public sealed class DecideHeld(IMessageStore messages, EnqueueMessage enqueue, SendTimings timings, TimeProvider time)
{
    private const int MaxTries = 4;

    /// <summary>Lets a message go that is held as spam or for an operator.</summary>
    /// <param name="id">Which.</param>
    /// <param name="evenTwice">True: also one that may have arrived already; its trail then says that it may be a duplicate.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<HeldDecision> ReleaseAsync(MessageId id, bool evenTwice, CancellationToken ct)
    {
        var decision = await DecideAsync(id, message => Release(message, evenTwice), ct);
        if (decision is HeldDecision.Released { Message: var released })
            await enqueue.SendAsync(released, ct);
        return decision;
    }

    /// <summary>Cancels a held message, whatever it is held for.</summary>
    public Task<HeldDecision> DropAsync(MessageId id, CancellationToken ct) =>
        DecideAsync(id, message => new HeldDecision.Dropped(message.Cancel(time.GetUtcNow(), "operator-dropped")), ct);

    private HeldDecision Release(Message message, bool evenTwice)
    {
        var now = time.GetUtcNow();
        var due = now + timings.QueueGrace;
        return message.Hold switch
        {
            not (HoldReason.Spam or HoldReason.Operator) => new HeldDecision.WaitsItself(message.Hold ?? HoldReason.Operator),
            _ when !message.MayHaveArrived => new HeldDecision.Released(message.Release(now, due, "operator-released")),
            _ when evenTwice => new HeldDecision.Released(message.ResendInDoubt(now, due)),
            _ => new HeldDecision.MayHaveArrived(),
        };
    }

    private async Task<HeldDecision> DecideAsync(MessageId id, Func<Message, HeldDecision> decide, CancellationToken ct)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if ((await messages.FindAsync(id, ct))?.Message is not { } message)
                return new HeldDecision.Unknown();
            if (message.Status != MessageStatus.Held)
                return new HeldDecision.NotHeld(message.Status);
            var decision = decide(message);
            if (After(decision) is not { } after || await messages.TrySaveAsync(message, after, ct))
                return decision;
        }

        return new HeldDecision.Contended();
    }

    private static Message? After(HeldDecision decision) => decision switch
    {
        HeldDecision.Released { Message: var released } => released,
        HeldDecision.Dropped { Message: var dropped } => dropped,
        _ => null,
    };
}
