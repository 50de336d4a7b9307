using ServerlessMail.Core.Control;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A sweeper reads that the account is stopped and does not pause.</summary>
internal sealed class AccountStopIgnored : Mutation
{
    public override string Name => "account-stop-ignored";

    public override string Breaks => "an account that takes no mail does not pause the service";

    public override IControlStore Control(IControlStore store, Process of) => of is Sweeper ? new Unmoved(store) : store;

    private sealed class Unmoved(IControlStore store) : AlteredControl(store)
    {
        public override Task PauseAsync(SendScope scope, string reason, string by, DateTimeOffset at, CancellationToken ct) => Task.CompletedTask;
    }
}
