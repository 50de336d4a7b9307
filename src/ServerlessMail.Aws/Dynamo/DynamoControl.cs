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
    private const int MaxResumes = 5;

    public async Task<ControlState> ReadAsync(CancellationToken ct) => StateOf(await reads.FindAsync(ItemKey.Control, ct));

    public Task EnsureAsync(CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control,
        "SET paused = if_not_exists(paused, :open), granted = if_not_exists(granted, :zero), mark = if_not_exists(mark, :mark)",
        condition: null,
        new() { [":open"] = Value.Of(false), [":zero"] = Value.Of(0), [":mark"] = Value.Of(TableWrites.NewMark()) },
        ct);

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control,
        "SET paused = :paused, reason = :reason, changedBy = :by, changedAt = :at, mark = :mark, granted = if_not_exists(granted, :zero)",
        condition: null,
        new()
        {
            [":paused"] = Value.Of(true),
            [":reason"] = Value.Of(reason),
            [":by"] = Value.Of(by),
            [":at"] = Value.Of(at),
            [":mark"] = Value.Of(TableWrites.NewMark()),
            [":zero"] = Value.Of(0),
        },
        ct);

    public async Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct)
    {
        for (var tries = 1; !await TryResumeAsync(by, at, ct); tries++)
        {
            if (tries == MaxResumes)
                throw new InvalidOperationException("The control item kept changing: nothing was resumed.");
        }
    }

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

    /// <summary>
    /// Opens what was just read. A request that the network delays must not undo a pause that came after its repetition had been answered, so
    /// this write alone of the three is conditional.
    /// </summary>
    private async Task<bool> TryResumeAsync(string by, DateTimeOffset at, CancellationToken ct)
    {
        var mark = TableWrites.NewMark();
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [":paused"] = Value.Of(false),
            [":by"] = Value.Of(by),
            [":at"] = Value.Of(at),
            [":mark"] = Value.Of(mark),
            [":zero"] = Value.Of(0),
        };
        var item = await reads.FindAsync(ItemKey.Control, ct);
        var seen = item?.GetValueOrDefault(Columns.Mark);
        if (seen is not null)
            values[":seen"] = seen;
        var outcome = await writes.UpdateAsync(
            ItemKey.Control,
            $"SET paused = :paused, changedBy = :by, changedAt = :at, mark = :mark, granted = {Counter(item)} REMOVE reason",
            seen is null ? "attribute_not_exists(mark)" : "mark = :seen",
            values,
            ct);
        return outcome switch
        {
            WriteOutcome.Written => true,
            WriteOutcome.Refused => false,
            WriteOutcome.Unclear => (await reads.FindAsync(ItemKey.Control, ct))?.Bears(mark) ?? false,
        };
    }

    /// <summary>A counter that somebody made unusable begins anew.</summary>
    private static string Counter(Dictionary<string, AttributeValue>? item) =>
        item?.GetValueOrDefault(Columns.Granted) is { N: null } ? ":zero" : "if_not_exists(granted, :zero)";

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
