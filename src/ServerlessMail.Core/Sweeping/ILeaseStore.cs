namespace ServerlessMail.Core.Sweeping;

/// <summary>Turns of work that one at a time should do. A lease makes doubles rare, not impossible: the work itself must bear them. Thread-safe.</summary>
public interface ILeaseStore
{
    /// <summary>Takes a lease that nobody holds, that is over, or that is the holder's own.</summary>
    /// <param name="name">What it is for: <c>sweeper</c>.</param>
    /// <param name="holder">Who takes it; differs between processes.</param>
    /// <param name="now">The moment by the caller's clock.</param>
    /// <param name="until">When it is over if it is not taken again.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False when somebody else holds it.</returns>
    Task<bool> TryTakeAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);
}
