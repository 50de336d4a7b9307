using System.Runtime.CompilerServices;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Queues;

namespace ServerlessMail.Simulation.Links;

/// <summary>The dead letters as an operator reaches them: a return is two calls, and who dies in between leaves a record in both places.</summary>
internal sealed class LinkedDeadLetters(Link link, PutAside letters) : IDeadLetters
{
    public Task<int?> CountAsync(ServiceQueue queue, CancellationToken ct) => CallAsync("counts dead letters", () => (int?)letters.Of(queue).Count, ct);

    public Task<IReadOnlyList<DeadLetter>> ListAsync(ServiceQueue queue, int limit, CancellationToken ct) =>
        CallAsync<IReadOnlyList<DeadLetter>>("lists dead letters", () => [.. letters.Of(queue).Take(limit)], ct);

    public async Task<bool> ReturnAsync(ServiceQueue queue, string id, CancellationToken ct)
    {
        if (!await CallAsync("puts a dead letter back", () => letters.TryPutBack(queue, id), ct))
            return false;
        return await CallAsync("takes it out of the dead letters", () =>
        {
            letters.Remove(id);
            return true;
        }, ct);
    }

    public async IAsyncEnumerable<int> ReturnAllAsync(ServiceQueue queue, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var letter in await ListAsync(queue, int.MaxValue, ct))
            yield return await ReturnAsync(queue, letter.Id, ct) ? 1 : 0;
    }

    private Task<T> CallAsync<T>(string what, Func<T> work, CancellationToken ct) => link.CallAsync(Dependency.Queue, what, null, () => Task.FromResult(work()), ct);
}
