using System.IO.Compression;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The account's state in one item: JSON in gzip, since intake reads it with every form and reads are billed by size.</summary>
internal sealed class DynamoAccounts(TableReads reads, TableWrites writes) : IAccountStore
{
    public async Task<AccountState?> FindAsync(CancellationToken ct) => StateOf(await reads.FindAsync(ItemKey.Account, ct));

    public async Task PutAsync(AccountState state, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await JsonSerializer.SerializeAsync(gzip, state, CoreJson.Default.AccountState, ct);
        var item = ItemKey.Account.Attributes();
        item[Columns.Body] = Value.Of(packed.ToArray());
        await writes.PutAsync(item, condition: null, values: null, ct);
    }

    internal static AccountState? StateOf(Dictionary<string, AttributeValue>? item)
    {
        if (item is null)
            return null;
        using var gzip = new GZipStream(new MemoryStream(item.Bytes(Columns.Body) ?? throw Value.Malformed(item, Columns.Body)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, CoreJson.Default.AccountState);
    }
}
