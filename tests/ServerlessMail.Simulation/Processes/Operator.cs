using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>Does what operators do, also what they should not: pauses, edits the control item into nonsense, takes senders off, decides about held mail.</summary>
internal sealed class Operator(World world) : Process(world, "operator")
{
    private int _left = world.Plan.OperatorActs;

    protected override async Task RunAsync()
    {
        while (_left-- > 0)
        {
            await True.After(Dice.Between(TimeSpan.Zero, World.Plan.Storm / World.Plan.OperatorActs));
            await TryAsync(Dice.Next(6) switch
            {
                0 or 1 => PauseAsync,
                2 => MalformAsync,
                3 => ForbidAsync,
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
        var scope = Scope();
        await ports.Control.PauseAsync(scope, "storm", "operator", Clock.GetUtcNow(), CancellationToken.None);
        await True.After(Break());
        await ports.Control.ResumeAsync(scope, "operator", Clock.GetUtcNow(), CancellationToken.None);
    }

    private SendScope Scope()
    {
        var form = Dice.Next(World.Plan.FormRecipients.Length);
        return Dice.Next(6) switch
        {
            0 => SendScope.Of(Dice.Pick([Lane.Urgent, Lane.Normal, Lane.Bulk])),
            1 => SendScope.Of(World.FormName(form)),
            2 => SendScope.FromToken($"sender:{(Dice.Chance(0.5) ? "example.com" : Plan.Sender(form))}"),
            _ => SendScope.All,
        };
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
        if (Dice.Chance(0.5))
            await ports.Senders.RemoveAsync(sender, CancellationToken.None);
        else
            await ports.Senders.PutAsync(World.Allowed(sender) with { Status = SenderStatus.Failed }, CancellationToken.None);
        await True.After(Break());
        await ports.Senders.PutAsync(World.Allowed(sender), CancellationToken.None);
    }

    private Task DecideAsync() => new HeldMail(World).DecideAsync(Ports());
}
