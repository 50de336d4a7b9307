using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;
using ServerlessMail.Simulation.Processes;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>The allowlist is asked at intake alone.</summary>
internal sealed class AllowlistNotAsked : Mutation
{
    public override string Name => "allowlist-not-asked";

    public override string Breaks => "the send does not ask the allowlist again";

    public override ISenderStore Senders(ISenderStore store, Process of) => of is SendWorker ? new Everybody(store) : store;

    private sealed class Everybody(ISenderStore store) : ISenderStore
    {
        public Task<Sender?> FindAsync(EmailAddress from, CancellationToken ct) => Task.FromResult<Sender?>(World.Allowed(from.ToString()));

        public Task<IReadOnlyList<Sender>> ListAsync(CancellationToken ct) => store.ListAsync(ct);

        public Task PutAsync(Sender sender, CancellationToken ct) => store.PutAsync(sender, ct);

        public Task<bool> SetStatusAsync(string identity, SenderStatus status, CancellationToken ct) => store.SetStatusAsync(identity, status, ct);

        public Task<bool> RemoveAsync(string identity, CancellationToken ct) => store.RemoveAsync(identity, ct);
    }
}
