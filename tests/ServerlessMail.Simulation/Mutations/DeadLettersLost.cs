using System.Runtime.CompilerServices;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A return takes a record out of the dead letters and puts it nowhere.</summary>
internal sealed class DeadLettersLost : Mutation
{
    public override string Name => "dead-letters-lost";

    public override string Breaks => "what is returned from the dead letters does not come back";

    public override IDeadLetters DeadLetters(IDeadLetters letters, Process of) => new Loses(letters, of);

    private sealed class Loses(IDeadLetters letters, Process of) : IDeadLetters
    {
        public Task<int?> CountAsync(ServiceQueue queue, CancellationToken ct) => letters.CountAsync(queue, ct);

        public Task<IReadOnlyList<DeadLetter>> ListAsync(ServiceQueue queue, int limit, CancellationToken ct) => letters.ListAsync(queue, limit, ct);

        public Task<bool> ReturnAsync(ServiceQueue queue, string id, CancellationToken ct)
        {
            of.World.PutAside.Remove(id);
            return Task.FromResult(true);
        }

        public async IAsyncEnumerable<int> ReturnAllAsync(ServiceQueue queue, [EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var letter in await letters.ListAsync(queue, int.MaxValue, ct))
                yield return await ReturnAsync(queue, letter.Id, ct) ? 1 : 0;
        }
    }
}
