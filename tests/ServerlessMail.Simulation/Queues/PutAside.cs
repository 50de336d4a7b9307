using System.Globalization;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Queues;

/// <summary>The dead letters of all queues: what was received as often as a queue allows without being done with.</summary>
internal sealed class PutAside(VirtualTime time)
{
    private readonly List<(DeadLetter Letter, Action PutBack)> _letters = [];
    private int _ids;

    public bool IsEmpty => _letters.Count == 0;

    /// <summary>How many were ever put aside.</summary>
    public int Ever => _ids;

    /// <summary>Puts a record aside.</summary>
    /// <param name="queue">Out of which queue.</param>
    /// <param name="body">What is in it.</param>
    /// <param name="putBack">Puts it into its queue once more, as a new record.</param>
    public void Bury(ServiceQueue queue, string body, Action putBack) =>
        _letters.Add((new DeadLetter(queue, (++_ids).ToString(CultureInfo.InvariantCulture), body, time.GetUtcNow()), putBack));

    public IReadOnlyList<DeadLetter> Of(ServiceQueue queue) => [.. _letters.Select(known => known.Letter).Where(letter => letter.Queue == queue)];

    /// <summary>The first half of a return: it is in its queue again, and still here; false if it is not here.</summary>
    public bool TryPutBack(ServiceQueue queue, string id)
    {
        if (_letters.Find(known => known.Letter.Queue == queue && known.Letter.Id == id) is not { PutBack: { } putBack })
            return false;
        putBack();
        return true;
    }

    /// <summary>The second half.</summary>
    public void Remove(string id) => _letters.RemoveAll(known => known.Letter.Id == id);
}
