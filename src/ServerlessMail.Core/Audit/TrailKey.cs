using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.Audit;

/// <summary>The key that every chain is sealed with, and nothing else; read once in a process. Thread-safe.</summary>
public sealed class TrailKey(ISecretStore secrets)
{
    /// <summary>Its purpose in the store of keys.</summary>
    public const string Purpose = "trail";

    // A key never changes, so two who read it at once read the same.
    private byte[]? _key;

    internal async ValueTask<byte[]> ReadAsync(CancellationToken ct) => _key ??= (await secrets.GetOrCreateAsync(Purpose, ct)).ToArray();
}
