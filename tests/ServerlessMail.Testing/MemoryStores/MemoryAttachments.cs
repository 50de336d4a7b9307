using System.Collections.Concurrent;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>Contents in memory; nothing expires.</summary>
public sealed class MemoryAttachments : IAttachmentStore
{
    private readonly ConcurrentDictionary<(MessageId, int), byte[]> _contents = new();

    public bool IsThere { get; set; } = true;

    public Task PutAsync(MessageId message, int index, ReadOnlyMemory<byte> content, DateTimeOffset expires, CancellationToken ct)
    {
        _contents[(message, index)] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<ReadOnlyMemory<byte>?> FindAsync(MessageId message, int index, CancellationToken ct) =>
        Task.FromResult(_contents.TryGetValue((message, index), out var content) ? content : default(ReadOnlyMemory<byte>?));

    public Task DeleteAsync(MessageId message, CancellationToken ct)
    {
        foreach (var key in _contents.Keys.Where(key => key.Item1 == message))
            _contents.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
