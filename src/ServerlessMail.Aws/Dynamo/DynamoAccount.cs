using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The SES account: one item, under 1 KB out of the sandbox and under 40 KB in it.</summary>
internal sealed class DynamoAccount(TableReads reads, TableWrites writes) : IAccountStore
{
    public async Task<AccountState?> FindAsync(CancellationToken ct) => await reads.FindAsync(ItemKey.Account, ct) is { } item ? Read(item) : null;

    public async Task<bool> TryPutAsync(AccountState state, CancellationToken ct)
    {
        var item = ItemKey.Account.Attributes();
        var mark = TableWrites.NewMark();
        item[Columns.Mark] = Value.Of(mark);
        item[Columns.MaxRate] = Value.Of(state.MaxSendRate);
        item[Columns.DayQuota] = Value.Of(state.Max24HourSend ?? -1);
        item[Columns.SentDay] = Value.Of(state.SentLast24Hours);
        item[Columns.Sandbox] = Value.Of(state.Sandbox);
        item[Columns.Enforcement] = Value.Of(StoredName.Of(state.Enforcement));
        item[Columns.SendingOn] = Value.Of(state.SendingEnabled);
        item[Columns.ReadAt] = Value.Of(state.ReadAt);
        item[Columns.MoreVerified] = Value.Of(!state.VerifiedIdentities.IsComplete);
        if (state.VerifiedIdentities.All.Count > 0)
            item[Columns.Verified] = Value.Of(string.Join('\n', state.VerifiedIdentities.All));

        // The text of a moment sorts as the moments do.
        var outcome = await writes.PutAsync(item, "attribute_not_exists(pk) OR readAt < :at", new() { [":at"] = Value.Of(state.ReadAt) }, ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(ItemKey.Account, ct))?.Bears(mark) == true,
        };
    }

    internal static AccountState Read(Dictionary<string, AttributeValue> item) => new(
        Rate(item),
        item.NumberOf(Columns.DayQuota) is >= 0 and var quota ? quota : null,
        item.NumberOf(Columns.SentDay),
        Flag(item, Columns.Sandbox),
        StoredName.Read<Enforcement>(item.TextOf(Columns.Enforcement)),
        Flag(item, Columns.SendingOn),
        item.Moment(Columns.ReadAt) ?? throw Value.Malformed(item, Columns.ReadAt))
    {
        VerifiedIdentities = VerifiedIdentities.Of(item.Text(Columns.Verified)?.Split('\n') ?? [], !Flag(item, Columns.MoreVerified)),
    };

    private static double Rate(Dictionary<string, AttributeValue> item) =>
        double.TryParse(item.GetValueOrDefault(Columns.MaxRate)?.N, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            ? rate
            : throw Value.Malformed(item, Columns.MaxRate);

    private static bool Flag(Dictionary<string, AttributeValue> item, string column) => item.GetValueOrDefault(column)?.BOOL ?? throw Value.Malformed(item, column);
}
