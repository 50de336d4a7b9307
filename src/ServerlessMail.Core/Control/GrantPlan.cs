using System.Collections.Immutable;

namespace ServerlessMail.Core.Control;

/// <summary>What a request would change in the control item, or why it is refused. Pure: the same state, request and moment give the same plan.</summary>
public abstract record GrantPlan
{
    private GrantPlan()
    {
    }

    /// <summary>The item as it would be, and the moments granted.</summary>
    /// <param name="Messages">How many of the request's first messages fit.</param>
    /// <param name="Recipients">Theirs, together.</param>
    /// <param name="After">The state after the grant.</param>
    /// <param name="Moves">What happens to each counter of the lane.</param>
    public sealed record Take(int Messages, int Recipients, ControlState After, ImmutableArray<Move> Moves) : GrantPlan;

    /// <summary>One counter's step.</summary>
    /// <param name="Counter">Which.</param>
    /// <param name="Cost">By how much it moves on, in microseconds.</param>
    /// <param name="Reset">True: it lay too far behind, and is set to now before it moves on.</param>
    public sealed record Move(Counter Counter, long Cost, bool Reset);

    /// <summary>Nothing is granted.</summary>
    public sealed record Refuse(GrantOutcome Outcome) : GrantPlan;

    /// <summary>Plans a grant of as many of the request's first messages as fit before the lane's horizon.</summary>
    public static GrantPlan For(ControlState state, GrantRequest request, DateTimeOffset now)
    {
        if (state.Fault is { } fault)
            return new Refuse(new GrantOutcome.Unusable(fault));
        if (Stopped(state, request) is { IsEmpty: false } stopped)
            return new Refuse(new GrantOutcome.Stopped(stopped));
        if (state.FaultAt(now) is { } ahead)
            return new Refuse(new GrantOutcome.Unusable(ahead));
        if (state.DayClosedUntil > now)
            return new Refuse(new GrantOutcome.DaySpent(state.DayClosedUntil.Value));

        var day = state.Day.At(DayUse.HourOf(now));
        var counters = Counters.Of(request.Lane);
        var (messages, recipients) = Fitting(state, day, request, now);
        return messages == 0
            ? new Refuse(Later(state, day, request, now))
            : Granting(state with { Day = day }, counters, messages, recipients, Pace.IsLarge(state.Limits, request.Messages[0].Recipients), now);
    }

    /// <summary>What was granted, from where <see cref="Counter.All"/> stood after the grant.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="messages">How many messages were granted.</param>
    /// <param name="after">The counter after the grant, in microseconds since 1970.</param>
    /// <param name="limits">The limits by which it was granted.</param>
    public static GrantOutcome Slots(GrantRequest request, int messages, long after, SendLimits limits)
    {
        var step = Pace.StepOf(limits, Counter.All);
        var start = after - (request.Recipients(messages) * step);
        if (Pace.IsLarge(limits, request.Messages[0].Recipients))
            return new GrantOutcome.Reserved(Pace.Moment(start));
        var slots = ImmutableArray.CreateBuilder<DateTimeOffset>(messages);
        foreach (var item in request.Messages.Take(messages))
        {
            slots.Add(Pace.Moment(start));
            start += item.Recipients * step;
        }

        return new GrantOutcome.Granted(slots.MoveToImmutable());
    }

    private static ImmutableArray<SendScope> Stopped(ControlState state, GrantRequest request) => state.Paused
        ? [SendScope.All]
        : [.. request.Scopes(request.Messages.Length).Where(scope => state.Stops.Contains(scope.Token))];

    private static (int Messages, int Recipients) Fitting(ControlState state, DayUse day, GrantRequest request, DateTimeOffset now)
    {
        var (messages, recipients) = (0, 0);
        foreach (var item in request.Messages)
        {
            // A large message goes alone.
            var alone = messages > 0 && (Pace.IsLarge(state.Limits, item.Recipients) || Pace.IsLarge(state.Limits, request.Messages[0].Recipients));
            if (alone || !Counters.Of(request.Lane).All(counter => Fits(counter, item.Recipients)))
                break;
            (messages, recipients) = (messages + 1, recipients + item.Recipients);
        }

        return (messages, recipients);

        bool Fits(Counter counter, int more) =>
            StartOf(state, counter, now) + (recipients * Pace.StepOf(state.Limits, counter)) <= Pace.Micros(now + Pace.HorizonOf(request.Lane))
            && day.Used(counter) <= state.Limits.CapOf(counter) - recipients - more;
    }

    private static long StartOf(ControlState state, Counter counter, DateTimeOffset now) => IsBehind(state, counter, now) ? Pace.Micros(now) : state.Pace.Of(counter);

    private static bool IsBehind(ControlState state, Counter counter, DateTimeOffset now) => state.Pace.Of(counter) < Pace.Micros(now - Pace.Lookback);

    private static Take Granting(ControlState state, ImmutableArray<Counter> counters, int messages, int recipients, bool isLarge, DateTimeOffset now)
    {
        var moves = counters.Select(counter => new Move(counter, CostOf(counter), IsBehind(state, counter, now))).ToImmutableArray();
        var pace = moves.Aggregate(state.Pace, (before, move) => before.With(move.Counter, StartOf(state, move.Counter, now) + move.Cost));
        return new Take(messages, recipients, state with { Pace = pace, Day = state.Day.Add(counters, recipients) }, moves);

        // Before a large message's moment nothing else goes for a while; that gap is taken with it.
        long CostOf(Counter counter) => (recipients * Pace.StepOf(state.Limits, counter)) + (isLarge && counter == Counter.All ? Pace.Micros(Pace.Guard) : 0);
    }

    private static GrantOutcome Later(ControlState state, DayUse day, GrantRequest request, DateTimeOffset now)
    {
        var first = request.Messages[0].Recipients;
        var spent = Counters.Of(request.Lane).Where(counter => day.Used(counter) > state.Limits.CapOf(counter) - first).ToArray();
        if (spent.Length > 0)
            return new GrantOutcome.DaySpent(spent.Max(counter => day.RoomFrom(counter, state.Limits.CapOf(counter), first)));
        var latest = Counters.Of(request.Lane).Max(state.Pace.Of);
        return new GrantOutcome.Wait(Pace.Moment(latest) - Pace.HorizonOf(request.Lane) - now) { IsLaneFull = state.Full.Contains(request.Lane) };
    }
}
