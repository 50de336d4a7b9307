namespace ServerlessMail.Core.Audit;

/// <summary>Where the operators' acts are kept, month by month, in one order over all of them. Only ever appended to. Thread-safe.</summary>
/// <remarks>The last act stands in a place of its own as well, so that a trail whose end was cut off does not look whole.</remarks>
public interface IOperatorTrail
{
    /// <summary>The act that was appended last; null if there is none yet.</summary>
    Task<OperatorAct?> LastAsync(CancellationToken ct);

    /// <summary>Appends an act whose number follows the last one's; durable once it returns.</summary>
    /// <returns>False if somebody else's act has that number: nothing was changed.</returns>
    Task<bool> TryAppendAsync(OperatorAct act, CancellationToken ct);

    /// <summary>All acts of a month, in their order.</summary>
    /// <param name="month">Its first day.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<OperatorAct>> ReadAsync(DateOnly month, CancellationToken ct);
}
