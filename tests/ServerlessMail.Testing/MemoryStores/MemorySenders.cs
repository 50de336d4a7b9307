using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>The allowlist in memory.</summary>
public sealed class MemorySenders : ISenderStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sender> _senders = [];

    public FaultDoor Door { get; } = new();

    public Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct) => Door.PassAsync(nameof(FindAsync), () => Find(from), ct);

    public Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct) => Door.PassAsync(nameof(ListAsync), IReadOnlyList<Sender> () =>
    {
        lock (_gate)
            return [.. _senders.Values.OrderBy(sender => sender.Identity, StringComparer.Ordinal)];
    }, ct);

    public Task PutAsync(Sender sender, CancellationToken ct) => Door.PassAsync(nameof(PutAsync), () =>
    {
        lock (_gate)
            return _senders[sender.Identity] = sender;
    }, ct);

    public Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct) => Door.PassAsync(nameof(SetStatusAsync), () =>
    {
        lock (_gate)
        {
            if (!_senders.TryGetValue(identity, out var sender))
                return false;
            _senders[identity] = sender with { Status = status };
            return true;
        }
    }, ct);

    public Task<bool> RemoveAsync(string identity, CancellationToken ct) => Door.PassAsync(nameof(RemoveAsync), () =>
    {
        lock (_gate)
            return _senders.Remove(identity);
    }, ct);

    internal Sender? Find(EmailAddress from)
    {
        lock (_gate)
        {
            return Sender.Covering(_senders.GetValueOrDefault(from.ToString()), _senders.GetValueOrDefault(from.Domain));
        }
    }
}
