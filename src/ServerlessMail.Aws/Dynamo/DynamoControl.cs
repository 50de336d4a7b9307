using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// The control item. A grant is one conditional write that demands <c>paused = false</c>: a missing item, a missing attribute and one of another
/// type all refuse it, and so does an item that somebody made with nothing but <c>paused</c> set to true.
/// </summary>
internal sealed class DynamoControl(TableReads reads, TableWrites writes) : IControlStore
{
    public async Task<ControlState> ReadAsync(CancellationToken ct) => StateOf(await reads.FindAsync(ItemKey.Control, ct));

    public Task EnsureAsync(CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control,
        "SET paused = if_not_exists(paused, :open), granted = if_not_exists(granted, :zero)",
        condition: null,
        new() { [":open"] = Value.Of(false), [":zero"] = Value.Of(0) },
        ct);

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control,
        "SET paused = :paused, reason = :reason, changedBy = :by, changedAt = :at, granted = if_not_exists(granted, :zero)",
        condition: null,
        new()
        {
            [":paused"] = Value.Of(true),
            [":reason"] = Value.Of(reason),
            [":by"] = Value.Of(by),
            [":at"] = Value.Of(at),
            [":zero"] = Value.Of(0),
        },
        ct);

    public Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control,
        "SET paused = :paused, changedBy = :by, changedAt = :at, granted = if_not_exists(granted, :zero) REMOVE reason",
        condition: null,
        new() { [":paused"] = Value.Of(false), [":by"] = Value.Of(by), [":at"] = Value.Of(at), [":zero"] = Value.Of(0) },
        ct);

    public async Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) => await TryGrantAsync(recipients, ct) switch
    {
        WriteOutcome.Written => GrantOutcome.Granted,
        // A grant whose answer was lost is counted but not used: whoever got no answer must not send.
        WriteOutcome.Refused or WriteOutcome.Unclear => (await ReadAsync(ct)).Fault is null ? GrantOutcome.Paused : GrantOutcome.Unusable,
    };

    internal static ControlState StateOf(Dictionary<string, AttributeValue>? item) => item switch
    {
        null => ControlState.Faulty("The control item is missing."),
        _ when item.GetValueOrDefault(Columns.Paused)?.BOOL is not { } => ControlState.Faulty("The attribute paused of the control item is missing or not a BOOL."),
        _ when item.GetValueOrDefault(Columns.Granted) is { N: null } => ControlState.Faulty("The attribute granted of the control item is not a number."),
        _ => new ControlState(
            null, item[Columns.Paused].BOOL!.Value, item.Text(Columns.Reason), item.Text(Columns.ChangedBy), item.Moment(Columns.ChangedAt)), // not null: see above
    };

    private async Task<WriteOutcome> TryGrantAsync(int recipients, CancellationToken ct)
    {
        try
        {
            return await writes.UpdateAsync(
                ItemKey.Control,
                "SET granted = if_not_exists(granted, :zero) + :recipients",
                "paused = :open",
                new() { [":zero"] = Value.Of(0), [":recipients"] = Value.Of(recipients), [":open"] = Value.Of(false) },
                ct);
        }
        catch (AmazonDynamoDBException fault) when (fault.ErrorCode == "ValidationException")
        {
            // The counter is no number.
            return WriteOutcome.Refused;
        }
    }
}
