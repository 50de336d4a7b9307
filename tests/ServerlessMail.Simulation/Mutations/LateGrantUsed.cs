using System.Runtime.CompilerServices;
using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sender that was granted once goes on for two seconds without asking again.</summary>
internal sealed class LateGrantUsed : Mutation
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);
    private readonly ConditionalWeakTable<Process, StrongBox<TimeSpan>> _granted = [];

    public override string Name => "late-grant-used";

    public override string Breaks => "a grant is used when it is older than 250 ms";

    public override IControlStore Control(IControlStore store, Process of) => new Keeps(store, of, _granted);

    private sealed class Keeps(IControlStore store, Process of, ConditionalWeakTable<Process, StrongBox<TimeSpan>> granted) : AlteredControl(store)
    {
        public override async Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct)
        {
            if (granted.TryGetValue(of, out var at) && of.True.Now - at.Value < Kept)
                return All(request, now);
            var outcome = await base.TakeGrantAsync(request, now, ct);
            if (outcome is GrantOutcome.Granted)
                granted.AddOrUpdate(of, new StrongBox<TimeSpan>(of.True.Now));
            return outcome;
        }
    }
}
