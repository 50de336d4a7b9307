using System.Collections.Concurrent;
using System.Security.Cryptography;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Keys that the service made for itself. A key never changes once it stands in the table, so each is read once in a process.</summary>
internal sealed class DynamoSecrets(TableReads reads, TableWrites writes) : ISecretStore
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public async Task<ReadOnlyMemory<byte>> GetOrCreateAsync(string purpose, CancellationToken ct)
    {
        if (_known.TryGetValue(purpose, out var known))
            return known;
        var key = ItemKey.Secret(purpose);
        return _known.GetOrAdd(purpose, Read(await reads.FindAsync(key, ct) ?? await CreateAsync(key, ct)));
    }

    /// <summary>Where the keys stand that were not read yet.</summary>
    public IEnumerable<ItemKey> UnknownOf(string[] purposes) => purposes.Where(purpose => !_known.ContainsKey(purpose)).Select(ItemKey.Secret);

    /// <summary>Takes the keys that are among items that somebody read.</summary>
    public void Learn(string[] purposes, Dictionary<ItemKey, Dictionary<string, AttributeValue>> items)
    {
        foreach (var purpose in purposes)
        {
            if (items.TryGetValue(ItemKey.Secret(purpose), out var item))
                _known.TryAdd(purpose, Read(item));
        }
    }

    /// <summary>Writes a key if there is none, and reads what then stands there, whoever wrote it.</summary>
    private async Task<Dictionary<string, AttributeValue>> CreateAsync(ItemKey key, CancellationToken ct)
    {
        var item = key.Attributes();
        item[Columns.SecretKey] = Value.Of(RandomNumberGenerator.GetBytes(32));
        await writes.PutAsync(item, "attribute_not_exists(pk)", values: null, ct);
        return await reads.FindAsync(key, ct) ?? throw new InvalidOperationException("A secret vanished from the table.");
    }

    private static byte[] Read(Dictionary<string, AttributeValue> item) =>
        item.Bytes(Columns.SecretKey) is { Length: 32 } key ? key : throw Value.Malformed(item, Columns.SecretKey);
}
