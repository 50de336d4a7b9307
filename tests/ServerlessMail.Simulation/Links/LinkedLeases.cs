using ServerlessMail.Core.Sweeping;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The leases as one sweeper reaches them.</summary>
internal sealed class LinkedLeases(Link link, ILeaseStore store) : ILeaseStore
{
    public Task<bool> TryTakeAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "takes the lease", null, () => store.TryTakeAsync(name, holder, now, until, CancellationToken.None), ct);
}
