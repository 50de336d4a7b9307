using ServerlessMail.Core.Feedback;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>How far feedback is complete, as a test sets it; nothing is known at first.</summary>
public sealed class MemoryFeedbackWatch : IFeedbackWatch
{
    public FaultDoor Door { get; } = new();

    public DateTimeOffset? CompleteUntil { get; set; }

    public Task<DateTimeOffset?> CompleteUntilAsync(CancellationToken ct) => Door.PassAsync(nameof(CompleteUntilAsync), () => CompleteUntil, ct);
}
