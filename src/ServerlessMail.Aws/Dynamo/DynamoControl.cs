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
    private const int MaxChanges = 5;
    private const int MaxGrants = 4;

    /// <summary>How long to wait when others were faster each time.</summary>
    private static readonly TimeSpan Contended = TimeSpan.FromMilliseconds(10);

    /// <summary>As it was when last seen: plans are made from it, and each is checked against the table by the write's condition.</summary>
    private volatile ControlState? _seen;

    /// <summary>True when the last plan made from <see cref="_seen"/> was out of date: others send too, so a read first is cheaper.</summary>
    private volatile bool _isShared;

    public async Task<ControlState> ReadAsync(CancellationToken ct)
    {
        var state = ControlItem.StateOf(await reads.FindAsync(ItemKey.Control, ct));
        _seen = state;
        return state;
    }

    public Task EnsureAsync(CancellationToken ct)
    {
        var fresh = ControlItem.Fresh();
        fresh[Columns.Mark] = Value.Of(TableWrites.NewMark());
        return writes.UpdateAsync(
            ItemKey.Control,
            $"SET {string.Join(", ", fresh.Keys.Select(column => $"{column} = if_not_exists({column}, :{column})"))}",
            condition: null,
            fresh.ToDictionary(pair => $":{pair.Key}", pair => pair.Value, StringComparer.Ordinal),
            ct);
    }

    public async Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [":reason"] = Value.Of(reason),
            [":by"] = Value.Of(by),
            [":at"] = Value.Of(at),
            [":mark"] = Value.Of(TableWrites.NewMark()),
        };
        const string who = "reason = :reason, changedBy = :by, changedAt = :at, mark = :mark";
        if (scope == SendScope.All)
        {
            values[":paused"] = Value.Of(true);
            await writes.UpdateAsync(ItemKey.Control, $"SET paused = :paused, {who}", condition: null, values, ct);
            return;
        }

        values[":members"] = ControlItem.Set([scope.Token]);
        values[":scope"] = new AttributeValue { SS = [scope.Token] };
        var update = $"SET {who} ADD stops :members DELETE draining :scope";
        if (await writes.UpdateAsync(ItemKey.Control, update, "attribute_exists(pk)", values, ct) == WriteOutcome.Written)
            return;
        await EnsureAsync(ct);
        await writes.UpdateAsync(ItemKey.Control, update, condition: null, values, ct);
    }

    public Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct) => ChangeAsync(item => Resume(item, scope, by, at), ct);

    public async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var state = _isShared ? null : _seen;
        var isFresh = state is null;
        state ??= await ReadAsync(ct);
        for (var tries = 0; tries < MaxGrants; tries++)
        {
            if (state.Open && state.Day.Hour < DayUse.HourOf(now))
                (state, isFresh) = (await RollAsync(state, DayUse.HourOf(now), ct), true);
            switch (GrantPlan.For(state, request, now))
            {
                case GrantPlan.Take plan when await TryGrantAsync(plan, request, now, ct) is { } after:
                    _seen = after;
                    _isShared = !isFresh && _isShared;
                    // What the condition does not look at, somebody may have edited into nonsense: then the grant is counted and not used.
                    return after.Fault is { } fault ? new GrantOutcome.Unusable(fault) : GrantPlan.Slots(request, plan.Messages, after.Pace.All, plan.After.Limits);
                case GrantPlan.Refuse refuse when isFresh:
                    return refuse.Outcome;
            }

            _isShared |= !isFresh;
            (state, isFresh) = (await ReadAsync(ct), true);
        }

        return new GrantOutcome.Wait(Contended);
    }

    public async Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct)
    {
        var update = GrantUpdate.Confirming(request);
        var (outcome, item) = await writes.UpdateAndReadAsync(ItemKey.Control, update.Expression, update.Condition, update.Values, ct);
        return outcome == WriteOutcome.Written && ControlItem.StateOf(item).Fault is null;
    }

    public Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct) => ChangeAsync(
        item =>
        {
            var before = Usable(item).State;
            var after = before.Limit(seen, rate, quota, bulkShare).Limits;
            return after == before.Limits
                ? null
                : new Change(
                    "SET maxRate = :rate, dayQuota = :quota, bulkShare = :share, limitsVersion = :version",
                    new()
                    {
                        [":rate"] = Value.Of(after.Rate),
                        [":quota"] = Value.Of(after.Quota ?? -1),
                        [":share"] = Value.Of(after.BulkShare),
                        [":version"] = Value.Of(after.Version),
                    });
        },
        ct);

    public Task CloseDayAsync(DateTimeOffset until, CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control, "SET dayClosedUntil = :until", "attribute_exists(pk)", new() { [":until"] = Value.Of(until.ToUnixTimeMilliseconds()) }, ct);

    public Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct) => writes.UpdateAsync(
        ItemKey.Control, "SET fullLanes = :lanes", "attribute_exists(pk)", new() { [":lanes"] = ControlItem.Set(lanes.Select(lane => StoredName.Of(lane))) }, ct);

    public Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":scope"] = new AttributeValue { SS = [scope.Token] } };
        if (seen.ChangedAt is not { } at)
            return writes.UpdateAsync(ItemKey.Control, "DELETE draining :scope", "attribute_exists(pk) AND attribute_not_exists(changedAt)", values, ct);
        values[":at"] = Value.Of(at);
        return writes.UpdateAsync(ItemKey.Control, "DELETE draining :scope", "changedAt = :at", values, ct);
    }

    internal static ControlState StateOf(Dictionary<string, AttributeValue>? item) => ControlItem.StateOf(item);

    private static Change Resume(ControlItem item, SendScope scope, string by, DateTimeOffset at)
    {
        var after = (scope == SendScope.All ? item : Usable(item)).State.Resume(scope, by, at);
        var change = new Change("SET changedBy = :by, changedAt = :at", new() { [":by"] = Value.Of(by), [":at"] = Value.Of(at) });
        if (scope == SendScope.All)
        {
            // What cannot be used begins anew; what can is left alone, since grants may be moving it.
            var fresh = ControlItem.Fresh();
            foreach (var column in item.FaultyAt(at).Append(Columns.Paused).Distinct(StringComparer.Ordinal))
                change = change.Set(column, fresh[column]);
            if (after.Reason is null)
                change = change with { Expression = $"{change.Expression} REMOVE reason" };
            return change;
        }

        change.Values[":members"] = ControlItem.Set([scope.Token]);
        change.Values[":scope"] = new AttributeValue { SS = [scope.Token] };
        return change with { Expression = $"{change.Expression}{(after.Reason is null ? " REMOVE reason" : "")} ADD draining :members DELETE stops :scope" };
    }

    /// <summary>What cannot be used is not written over: nothing leaves meanwhile, and resuming all mends it.</summary>
    private static ControlItem Usable(ControlItem item) =>
        item.State.Fault is { } fault ? throw new InvalidOperationException($"{fault} Resuming all mends it.") : item;

    /// <summary>
    /// Changes what was just read. A request that the network delays must not undo a change that came after its repetition had been answered, so
    /// this write is conditional on the last one's mark.
    /// </summary>
    private async Task ChangeAsync(Func<ControlItem, Change?> changeOf, CancellationToken ct)
    {
        for (var tries = 1; tries <= MaxChanges; tries++)
        {
            var item = await reads.FindAsync(ItemKey.Control, ct);
            if (changeOf(ControlItem.Of(item)) is not { } change)
                return;
            var mark = TableWrites.NewMark();
            change = change.Set(Columns.Mark, Value.Of(mark));
            var seen = item?.GetValueOrDefault(Columns.Mark);
            if (seen is not null)
                change.Values[":seen"] = seen;
            var outcome = await writes.UpdateAsync(
                ItemKey.Control, change.Expression, seen is null ? "attribute_not_exists(mark)" : "mark = :seen", change.Values, ct);
            if (outcome == WriteOutcome.Written || (outcome == WriteOutcome.Unclear && (await reads.FindAsync(ItemKey.Control, ct))?.Bears(mark) == true))
                return;
        }

        throw new InvalidOperationException("The control item kept changing: nothing was done.");
    }

    /// <summary>The item after the grant; null if it was refused, or nobody can tell: a grant without an answer is counted but not used.</summary>
    private async Task<ControlState?> TryGrantAsync(GrantPlan.Take plan, GrantRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var update = GrantUpdate.Of(plan, request, now);
        try
        {
            var (outcome, item) = await writes.UpdateAndReadAsync(ItemKey.Control, update.Expression, update.Condition, update.Values, ct);
            return outcome == WriteOutcome.Written ? ControlItem.StateOf(item) : null;
        }
        catch (AmazonDynamoDBException fault) when (fault.ErrorCode == "ValidationException")
        {
            // A counter is no number, a list too short: the next read names it.
            return null;
        }
    }

    /// <summary>Brings the day to a new hour, unless somebody else did, and returns the item as it then is.</summary>
    private async Task<ControlState> RollAsync(ControlState state, long hour, CancellationToken ct)
    {
        var day = state.Day.At(hour);
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
        {
            [":hour"] = Value.Of(hour),
            [":before"] = Value.Of(state.Day.Hour),
            [":unchanged"] = Value.Of(state.Day.Used(Counter.All)),
        };
        var set = new List<string> { "dayHour = :hour" };
        foreach (var counter in Counters.Each)
        {
            var (hours, used) = (ControlItem.HoursOf(counter), ControlItem.UsedOf(counter));
            set.Add($"{hours} = :{hours}, {used} = :{used}");
            values[$":{hours}"] = ControlItem.List(day.Buckets(counter));
            values[$":{used}"] = Value.Of(day.Used(counter));
        }

        // Every grant adds to what all mail used: while that stands still, so does the rest.
        await writes.UpdateAsync(ItemKey.Control, $"SET {string.Join(", ", set)}", "dayHour = :before AND usedAll = :unchanged", values, ct);
        return await ReadAsync(ct);
    }

    /// <summary>A change of attributes; its expression begins with SET.</summary>
    private sealed record Change(string Expression, Dictionary<string, AttributeValue> Values)
    {
        public Change Set(string column, AttributeValue value)
        {
            Values[$":{column}"] = value;
            return this with { Expression = $"SET {column} = :{column}, {Expression["SET ".Length..]}" };
        }
    }
}
