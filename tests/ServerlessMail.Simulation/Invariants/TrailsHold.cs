using ServerlessMail.Core.Audit;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// In the end every trail, the roots of the days and the operators' trail are as they were sealed, whoever died in between. A clock that is wrong by more than
/// the time for which a day is left alone may have sealed it too early.
/// </summary>
internal sealed class TrailsHold(bool clocksRunWild) : Invariant
{
    public override void AtEnd(World world)
    {
        foreach (var fault in world.Audit)
        {
            if (!clocksRunWild || fault is not AuditFault.Root)
                Break(fault.ToString());
        }
    }
}
