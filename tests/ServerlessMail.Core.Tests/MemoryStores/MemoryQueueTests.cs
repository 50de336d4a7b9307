using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.MemoryStores;

public sealed class MemoryQueueTests : MessageQueueContract
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryQueue _queue;

    public MemoryQueueTests() => _queue = new MemoryQueue(_time);

    protected override IMessageQueue Queue => _queue;

    protected override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }
}
