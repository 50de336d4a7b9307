using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// The one conditional write of a grant. Its condition repeats all that the plan relied on, so it holds whatever happened since the item was read;
/// counters that others have moved on meanwhile are no obstacle as long as the last of the messages still fits before the horizon.
/// </summary>
internal sealed class GrantUpdate
{
    private readonly List<string> _set = [];
    private readonly List<string> _if = [];

    private GrantUpdate()
    {
    }

    public Dictionary<string, AttributeValue> Values { get; } = new(StringComparer.Ordinal);

    public string Expression => $"SET {string.Join(", ", _set)}";

    public string Condition => string.Join(" AND ", _if);

    /// <summary>The write that carries a plan out.</summary>
    /// <param name="plan">What is to be granted.</param>
    /// <param name="request">Out of this request.</param>
    /// <param name="now">The moment by which it was planned.</param>
    public static GrantUpdate Of(GrantPlan.Take plan, GrantRequest request, DateTimeOffset now)
    {
        var update = new GrantUpdate();
        update.Open(request.Scopes(plan.Messages));
        update.Limit(plan.After.Limits.Version, now);
        update.Use(plan);
        // The last message's moment is as much later than the first one's as all before it take.
        var before = plan.Recipients - request.Messages[plan.Messages - 1].Recipients;
        var horizon = Pace.Micros(now + Pace.HorizonOf(request.Lane));
        foreach (var move in plan.Moves)
            update.Move(move, horizon - (before * Pace.StepOf(plan.After.Limits, move.Counter)), now);
        return update;
    }

    /// <summary>The write that only asks whether a request is open: it changes nothing but who asked last.</summary>
    public static GrantUpdate Confirming(GrantRequest request)
    {
        var update = new GrantUpdate();
        update.Open(request.Scopes(request.Messages.Length));
        update._set.Add("confirmed = :mark");
        update.Values[":mark"] = Value.Of(TableWrites.NewMark());
        return update;
    }

    private void Limit(long version, DateTimeOffset now)
    {
        _if.Add("limitsVersion = :version AND dayClosedUntil <= :now");
        Values[":version"] = Value.Of(version);
        Values[":now"] = Value.Of(now.ToUnixTimeMilliseconds());
    }

    private void Open(IEnumerable<SendScope> scopes)
    {
        _if.Add("paused = :open AND attribute_type(stops, :set)");
        Values[":open"] = Value.Of(false);
        Values[":set"] = Value.Of("SS");
        foreach (var (index, scope) in scopes.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $":scope{index}");
            _if.Add($"NOT contains(stops, {name})");
            Values[name] = Value.Of(scope.Token);
        }
    }

    private void Use(GrantPlan.Take plan)
    {
        _if.Add("dayHour = :hour");
        Values[":hour"] = Value.Of(plan.After.Day.Hour);
        Values[":count"] = Value.Of(plan.Recipients);
        foreach (var move in plan.Moves)
        {
            var used = ControlItem.UsedOf(move.Counter);
            var hour = string.Create(CultureInfo.InvariantCulture, $"{ControlItem.HoursOf(move.Counter)}[{plan.After.Day.Hour % DayUse.Hours}]");
            _set.Add($"{used} = {used} + :count, {hour} = {hour} + :count");
            _if.Add($"{used} <= :most{used}");
            Values[$":most{used}"] = Value.Of(plan.After.Limits.CapOf(move.Counter) - plan.Recipients);
        }
    }

    private void Move(GrantPlan.Move move, long latest, DateTimeOffset now)
    {
        var pace = ControlItem.PaceOf(move.Counter);
        Values[":low"] = Value.Of(Pace.Micros(now - Pace.Lookback));
        if (move.Reset)
        {
            _set.Add($"{pace} = :to{pace}");
            _if.Add($"{pace} < :low");
            Values[$":to{pace}"] = Value.Of(Pace.Micros(now) + move.Cost);
            return;
        }

        _set.Add($"{pace} = {pace} + :by{pace}");
        _if.Add($"{pace} BETWEEN :low AND :high{pace}");
        Values[$":by{pace}"] = Value.Of(move.Cost);
        Values[$":high{pace}"] = Value.Of(latest);
    }
}
