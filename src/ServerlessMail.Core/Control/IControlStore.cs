using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Control;

/// <summary>
/// The one item from which every send takes a grant. A grant is one conditional write on it, so once the write of a pause has returned no
/// new grant exists. Thread-safe.
/// </summary>
public interface IControlStore
{
    /// <summary>The item as last written; a missing or malformed one is told as <see cref="ControlState.Fault"/>.</summary>
    Task<ControlState> ReadAsync(CancellationToken ct);

    /// <summary>Creates the item, open, where there is none; changes nothing else.</summary>
    Task EnsureAsync(CancellationToken ct);

    /// <summary>Stops every send. Creates the item where there is none.</summary>
    Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Lets sends go on. Creates the item where there is none.</summary>
    Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>Takes the right to send to <paramref name="recipients"/> now.</summary>
    Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct);
}
