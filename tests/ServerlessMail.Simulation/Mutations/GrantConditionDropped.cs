using System.Runtime.CompilerServices;
using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A grant is written over the control item as this sender saw it last, whatever others wrote since.</summary>
internal sealed class GrantConditionDropped : Mutation
{
    private readonly ConditionalWeakTable<Process, ControlState> _seen = [];

    public override string Name => "grant-condition-dropped";

    public override string Breaks => "a grant is written without a condition";

    public override IControlStore Control(IControlStore store, Process of) => of is SendWorker ? new Unconditional(store, of, _seen) : store;

    private sealed class Unconditional(IControlStore store, Process of, ConditionalWeakTable<Process, ControlState> seen) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct)
        {
            var state = seen.TryGetValue(of, out var last) ? last : await ReadAsync(ct);
            if (GrantPlan.For(state, request, now) is not GrantPlan.Take take)
            {
                seen.Remove(of);
                return await base.TakeGrantAsync(request, now, ct);
            }

            of.World.Store.Control.Edit(_ => take.After);
            seen.AddOrUpdate(of, take.After);
            return GrantPlan.Slots(request, take.Messages, take.After.Pace.All, take.After.Limits);
        }
    }
}
