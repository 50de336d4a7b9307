namespace ServerlessMail.Core.Secrets;

/// <summary>Keys that the service made for itself. Thread-safe.</summary>
public interface ISecretStore
{
    /// <summary>The 32-byte key of a purpose, made by whoever asks first; all later callers, in all processes, get the same one.</summary>
    Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct);
}
