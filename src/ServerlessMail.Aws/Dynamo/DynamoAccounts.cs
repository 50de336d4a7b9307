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

    public async Task<bool> TryPutAsync(AccountState state, CancellationToken ct)
    {
        var next = state with { Version = state.Version + 1 };
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await JsonSerializer.SerializeAsync(gzip, next, CoreJson.Default.AccountState, ct);
        var item = ItemKey.Account.Attributes();
        item[Columns.Body] = Value.Of(packed.ToArray());
        item[Columns.AccountVersion] = Value.Of(next.Version);
        var mark = TableWrites.NewMark();
        item[Columns.Mark] = Value.Of(mark);

        // An item from before states were counted bears no version, and counts as none.
        var outcome = state.Version == 0
            ? await writes.PutAsync(item, "attribute_not_exists(accountVersion)", values: null, ct)
            : await writes.PutAsync(item, "accountVersion = :seen", new() { [":seen"] = Value.Of(state.Version) }, ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(ItemKey.Account, ct))?.Bears(mark) ?? false,
        };
    }

    internal static AccountState? StateOf(Dictionary<string, AttributeValue>? item)
    {
        if (item is null)
            return null;
        using var gzip = new GZipStream(new MemoryStream(item.Bytes(Columns.Body) ?? throw Value.Malformed(item, Columns.Body)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, CoreJson.Default.AccountState);
    }
}
