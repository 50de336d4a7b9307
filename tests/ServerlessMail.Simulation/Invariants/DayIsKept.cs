using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// In no 24 hours do more recipients go out than the quota in force allows: all of it in all, nine tenths without urgent mail, half of it in bulk. Where it was
/// lowered below what has gone already, nothing more goes.
/// </summary>
internal sealed class DayIsKept : Invariant
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly Dictionary<Counter, (Queue<(TimeSpan At, int Recipients)> Calls, long Sum)> _counted = Counters.Each.ToDictionary(counter => counter, _ => (new Queue<(TimeSpan, int)>(), 0L));

    private readonly LimitsOfLate _limits = new();

    public override void LimitsAre(SendLimits limits) => _limits.Become(limits, Witness.Now);

    public override void CallBegan(SesCall call)
    {
        foreach (var counter in Counters.Of(call.Tags.Lane))
        {
            var (calls, sum) = _counted[counter];
            calls.Enqueue((Witness.Now, call.Mail.To.Length));
            for (sum += call.Mail.To.Length; Witness.Now - calls.Peek().At >= Day;)
                sum -= calls.Dequeue().Recipients;
            _counted[counter] = (calls, sum);
            if (sum > _limits.CapAt(Witness.Now, counter))
                Break($"{call} makes {sum} recipients of {counter} in 24 hours, and {_limits.CapAt(Witness.Now, counter)} are allowed");
        }
    }
}
