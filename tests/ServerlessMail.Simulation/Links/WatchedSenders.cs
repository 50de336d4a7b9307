using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;
using ServerlessMail.Simulation.Invariants;

namespace ServerlessMail.Simulation.Links;

/// <summary>The allowlist itself, with the witness beside it.</summary>
internal sealed class WatchedSenders(ISenderStore store, Witness witness) : ISenderStore
{
    public Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct) => store.FindAsync(from, ct);

    public Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct) => store.ListAsync(ct);

    public async Task PutAsync(Sender sender, CancellationToken ct)
    {
        await store.PutAsync(sender, ct);
        witness.AllowlistIs(sender.Identity, sender.Status == SenderStatus.Verified);
    }

    public async Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct)
    {
        var known = await store.SetStatusAsync(identity, status, ct);
        if (known)
            witness.AllowlistIs(identity, status == SenderStatus.Verified);
        return known;
    }

    public async Task<bool> RemoveAsync(string identity, CancellationToken ct)
    {
        var removed = await store.RemoveAsync(identity, ct);
        witness.AllowlistIs(identity, allowed: false);
        return removed;
    }
}
