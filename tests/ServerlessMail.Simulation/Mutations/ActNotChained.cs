using ServerlessMail.Core.Audit;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>Whoever comes second with an act takes the next number and keeps his seal.</summary>
internal sealed class ActNotChained : Mutation
{
    public override string Name => "act-not-chained";

    public override string Breaks => "an act of the operators is not bound to the one before";

    public override IOperatorTrail Operators(IOperatorTrail trail, Process of) => new Pushes(trail);

    private sealed class Pushes(IOperatorTrail trail) : IOperatorTrail
    {
        public Task<OperatorAct?> LastAsync(CancellationToken ct) => trail.LastAsync(ct);

        public Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct) => trail.ReadAsync(month, ct);

        public async Task<bool> TryAppendAsync(OperatorAct act, CancellationToken ct) =>
            await trail.TryAppendAsync(act, ct) || await trail.TryAppendAsync(act with { Seq = (await trail.LastAsync(ct))?.Seq + 1 ?? 1 }, ct);
    }
}
