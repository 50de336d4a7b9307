using System.Collections.Concurrent;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>SES's own account, as a test sets it: 14 a second, 50,000 a day, out of the sandbox and healthy.</summary>
public sealed class MemoryAccountSource(TimeProvider time) : IAccountSource
{
    private int _reads;

    public FaultDoor Door { get; } = new();

    public AccountState State { get; set; } = new(14, 50_000, 0, Sandbox: false, Enforcement.Healthy, SendingEnabled: true, DateTimeOffset.UnixEpoch);

    public ConcurrentDictionary<string, SenderStatus?> Identities { get; } = new() { ["forms@example.com"] = SenderStatus.Verified };

    public bool HasAllIdentities { get; set; } = true;

    /// <summary>How often it was asked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public Task<AccountReading> ReadAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        return Door.PassAsync(
            nameof(ReadAsync),
            () => new AccountReading(State with { ReadAt = time.GetUtcNow() }, new Dictionary<string, SenderStatus?>(Identities), HasAllIdentities),
            ct);
    }
}
