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

    /// <summary>Creates the item, open and with the least limits, where there is none; changes nothing else.</summary>
    Task EnsureAsync(CancellationToken ct);

    /// <summary>Stops every send, or those of one scope. Creates the item where there is none, and mends no other attribute.</summary>
    Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// Lets sends go on, or those of one scope, which then stands among <see cref="ControlState.Draining"/>. Resuming <see cref="SendScope.All"/>
    /// creates the item where there is none, mends its malformed attributes, and leaves the stops of other scopes.
    /// </summary>
    Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// Takes the right to send now, for as many of the request's first messages as fit. Never waits for the rate; under contention it tries a few
    /// times and then answers <see cref="GrantOutcome.Wait"/>.
    /// </summary>
    /// <param name="request">What is to be sent.</param>
    /// <param name="now">The moment by the caller's clock.</param>
    /// <param name="ct">Ends the wait; a grant that was taken then is lost, not used.</param>
    Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Takes the right to send a message whose place was <see cref="GrantOutcome.Reserved"/>, within <see cref="Grant.Life"/> of asking; false when it was
    /// stopped meanwhile, or the item cannot be used.
    /// </summary>
    Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct);

    /// <summary>
    /// Puts other limits in force, with the next version, where they differ from those that are; changes nothing if those are no longer the ones that
    /// the caller saw before it asked SES, for then somebody has put newer ones in force.
    /// </summary>
    /// <param name="seen">The <see cref="SendLimits.Version"/> that was in force before SES was asked; null to put them in force whatever is.</param>
    /// <param name="rate">Recipients a second, <see cref="SendLimits.MinRate"/> to <see cref="SendLimits.MaxRate"/>.</param>
    /// <param name="quota">Recipients in 24 hours; null for no limit.</param>
    /// <param name="bulkShare">Above 0, up to 1.</param>
    /// <param name="ct">Ends the wait.</param>
    Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct);

    /// <summary>Refuses grants until then, since the provider itself says that the day is spent.</summary>
    Task CloseDayAsync(DateTimeOffset until, CancellationToken ct);

    /// <summary>Tells which lanes have more waiting than soon can leave.</summary>
    Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct);

    /// <summary>
    /// Strikes a scope from <see cref="ControlState.Draining"/>: nothing of it is held any more. Does nothing if somebody paused or resumed meanwhile:
    /// what that holds is not drained yet.
    /// </summary>
    /// <param name="scope">Which.</param>
    /// <param name="seen">The item as read before it was looked whether anything is held.</param>
    /// <param name="ct">Ends the wait.</param>
    Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct);
}
