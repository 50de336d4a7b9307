using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Faults;

namespace ServerlessMail.Simulation.Links;

/// <summary>The control item as one worker reaches it.</summary>
internal sealed class LinkedControl(Link link, IControlStore store) : IControlStore
{
    public Task<ControlState> ReadAsync(CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "reads control", null, () => store.ReadAsync(CancellationToken.None), ct);

    public Task EnsureAsync(CancellationToken ct) => WriteAsync("ensures control", () => store.EnsureAsync(CancellationToken.None), ct);

    public Task PauseAsync(string reason, string by, DateTimeOffset at, CancellationToken ct) =>
        WriteAsync("pauses", () => store.PauseAsync(reason, by, at, CancellationToken.None), ct);

    public Task ResumeAsync(string by, DateTimeOffset at, CancellationToken ct) =>
        WriteAsync("resumes", () => store.ResumeAsync(by, at, CancellationToken.None), ct);

    public Task<GrantOutcome> TakeGrantAsync(Lane lane, int recipients, CancellationToken ct) =>
        link.CallAsync(Dependency.Table, "asks for a grant", null, () => store.TakeGrantAsync(lane, recipients, CancellationToken.None), ct);

    private Task<bool> WriteAsync(string what, Func<Task> write, CancellationToken ct) => link.CallAsync(Dependency.Table, what, null, async () =>
    {
        await write();
        return true;
    }, ct);
}
