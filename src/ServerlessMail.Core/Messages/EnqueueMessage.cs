using Microsoft.Extensions.Logging;

namespace ServerlessMail.Core.Messages;

/// <summary>
/// Puts the id of a message that the table holds as accepted or queued into its lane's queue. Where the queue cannot take it, that is told and no
/// more: the sweeper brings it. Thread-safe.
/// </summary>
public sealed partial class EnqueueMessage(IMessageQueue queue, ILogger<EnqueueMessage> log)
{
    public Task SendAsync(Message message, CancellationToken ct) => SendAsync(message, TimeSpan.Zero, ct);

    /// <summary>Puts it in, hidden for a while.</summary>
    /// <param name="message">As it was written.</param>
    /// <param name="delay">For how long nobody receives it; what is longer than the queue can is cut.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task SendAsync(Message message, TimeSpan delay, CancellationToken ct)
    {
        try
        {
            await queue.SendAsync(message.Lane, message.Id, TimeSpan.FromTicks(Math.Clamp(delay.Ticks, 0, IMessageQueue.LongestDelay.Ticks)), ct);
        }
        catch (Exception fault)
        {
            NotQueued(log, message.Id, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} is durable but not queued ({Fault}); the sweeper will queue it.")]
    private static partial void NotQueued(ILogger logger, MessageId messageId, string fault);
}
