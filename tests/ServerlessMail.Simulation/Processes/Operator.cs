using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Senders;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>Does what operators do, also what they should not: pauses, edits the control item into nonsense, takes senders off, decides about held mail, returns dead letters.</summary>
internal sealed class Operator(World world) : Process(world, "operator")
{
    private int _left = world.Plan.OperatorActs;

    protected override async Task RunAsync()
    {
        while (_left-- > 0)
        {
            await True.After(Dice.Between(TimeSpan.Zero, World.Plan.Storm / World.Plan.OperatorActs));
            await TryAsync(Dice.Next(7) switch
            {
                0 or 1 => PauseAsync,
                2 => MalformAsync,
                3 => ForbidAsync,
                4 => ReturnAsync,
                _ => DecideAsync,
            });
        }
    }

    private TimeSpan Break() => World.Plan.Cloud
        ? Dice.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2))
        : Dice.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));

    private async Task PauseAsync()
    {
        var ports = Ports();
        var scope = Dice.Chance(0.5) ? SendScope.All : World.AnyScope();
        await ports.Control.PauseAsync(scope, "storm", "operator", Clock.GetUtcNow(), CancellationToken.None);
        await ports.RecordAsync(ActNames.Pause, scope.Token);
        await True.After(Break());
        await ports.RecordAsync(ActNames.Resume, scope.Token);
        await ports.Control.ResumeAsync(scope, "operator", Clock.GetUtcNow(), CancellationToken.None);
    }

    private async Task MalformAsync()
    {
        var ports = Ports();
        await World.Control.MalformAsync("The attribute paused is no truth value.");
        await True.After(Break());
        await ports.Control.ResumeAsync(SendScope.All, "operator", Clock.GetUtcNow(), CancellationToken.None);
    }

    private async Task ForbidAsync()
    {
        var ports = Ports();
        var sender = Dice.Pick(World.Plan.Senders);
        await ports.RecordAsync(ActNames.RemoveSender, sender);
        if (Dice.Chance(0.5))
            await ports.Senders.RemoveAsync(sender, CancellationToken.None);
        else
            await ports.Senders.PutAsync(World.Allowed(sender) with { Status = SenderStatus.Failed }, CancellationToken.None);
        await True.After(Break());
        await ports.Senders.PutAsync(World.Allowed(sender), CancellationToken.None);
    }

    private async Task ReturnAsync()
    {
        var returns = Ports().Returns();
        var queue = Dice.Pick(Enum.GetValues<ServiceQueue>());
        if (World.PutAside.Of(queue) is { Count: > 0 } letters && Dice.Chance(0.5))
            await returns.OneAsync(queue, Dice.Pick(letters).Id, CancellationToken.None);
        else
            await returns.AllAsync(queue, static _ => { }, CancellationToken.None);
    }

    private Task DecideAsync() => new HeldMail(World).DecideAsync(Ports());
}
