using ServerlessMail.Core.Account;

namespace ServerlessMail.Testing.MemoryStores;

/// <summary>An SES account that says what the test says: out of the sandbox, 50,000 a day and 14 a second, if it says nothing.</summary>
public sealed class MemoryAccountSource(TimeProvider time) : IAccountSource
{
    public FaultDoor Door { get; } = new();

    /// <summary>What it says; the moment of reading is put in.</summary>
    public AccountState State { get; set; } = new()
    {
        ReadAt = DateTimeOffset.UnixEpoch,
        Max24HourSend = 50_000,
        MaxSendRate = 14,
        SentLast24Hours = 0,
        Sandbox = false,
        Enforcement = Enforcement.Healthy,
        SendingEnabled = true,
        Verified = ["example.com"],
    };

    public Task<AccountState> ReadAsync(CancellationToken ct) => Door.PassAsync(nameof(ReadAsync), () => State with { ReadAt = time.GetUtcNow() }, ct);
}
