using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Invariants;

namespace ServerlessMail.Simulation.Links;

/// <summary>The control item as one worker reaches it.</summary>
internal sealed class LinkedControl(Link link, IControlStore store, Witness witness, Readings readings) : IControlStore
{
    public Task<ControlState> ReadAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads control", null, () => store.ReadAsync(CancellationToken.None), ct);

    public Task EnsureAsync(CancellationToken ct) => WriteAsync("ensures control", () => store.EnsureAsync(CancellationToken.None), ct);

    public Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct) =>
        WriteAsync($"pauses {scope}", () => store.PauseAsync(scope, reason, by, at, CancellationToken.None), ct);

    public Task ResumeAsync(SendScope scope, string by, DateTimeOffset at, CancellationToken ct) =>
        WriteAsync($"resumes {scope}", () => store.ResumeAsync(scope, by, at, CancellationToken.None), ct);

    public Task<GrantOutcome> TakeGrantAsync(GrantRequest request, DateTimeOffset now, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "asks for a grant", null, () => store.TakeGrantAsync(request, now, CancellationToken.None), ct);

    public Task<bool> ConfirmAsync(GrantRequest request, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "confirms its place", null, () => store.ConfirmAsync(request, CancellationToken.None), ct);

    public Task SetLimitsAsync(long? seen, double rate, long? quota, double bulkShare, CancellationToken ct)
    {
        var read = readings.Latest;
        return WriteAsync("sets limits", async () =>
        {
            var before = (await store.ReadAsync(CancellationToken.None)).Limits;
            await store.SetLimitsAsync(seen, rate, quota, bulkShare, CancellationToken.None);
            if ((await store.ReadAsync(CancellationToken.None)).Limits != before)
                witness.LimitsFollow(read);
        }, ct);
    }

    public Task CloseDayAsync(DateTimeOffset until, CancellationToken ct) =>
        WriteAsync("closes the day", () => store.CloseDayAsync(until, CancellationToken.None), ct);

    public Task SetFullAsync(IReadOnlyCollection<Lane> lanes, CancellationToken ct) =>
        WriteAsync($"tells full: {string.Join(' ', lanes)}", () => store.SetFullAsync(lanes, CancellationToken.None), ct);

    public Task DrainedAsync(SendScope scope, ControlState seen, CancellationToken ct) =>
        WriteAsync($"tells {scope} drained", () => store.DrainedAsync(scope, seen, CancellationToken.None), ct);

    private Task<bool> WriteAsync(string what, Func<Task> write, CancellationToken ct) => link.CallAsync(Dependency.Table, what, null, async () =>
    {
        await write();
        return true;
    }, ct);
}
