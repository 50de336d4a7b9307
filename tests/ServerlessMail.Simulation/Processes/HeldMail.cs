using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Processes;

/// <summary>What somebody decides about the mail that waits for an operator: most of it goes, some of it never may.</summary>
internal sealed class HeldMail(World world)
{
    public async Task DecideAsync(Ports ports)
    {
        var day = DateOnly.FromDateTime(VirtualTime.Start.UtcDateTime);
        await DecideAsync(ports, day);
        await DecideAsync(ports, day.AddDays(1));
    }

    private async Task DecideAsync(Ports ports, DateOnly day)
    {
        foreach (var message in await ports.Messages.ListAsync(day, null, 1000, CancellationToken.None))
        {
            if (message is not { Status: MessageStatus.Held, Hold: HoldReason.Operator or HoldReason.Spam })
                continue;
            if (world.Dice.Chance(0.2))
                await DropAsync(ports, message.Id);
            else
                await ReleaseAsync(ports, message.Id);
        }
    }

    private async Task ReleaseAsync(Ports ports, MessageId id)
    {
        await ports.RecordAsync(ActNames.Release, id.ToString());
        await ports.Decide().ReleaseAsync(id, evenTwice: world.Dice.Chance(0.3), CancellationToken.None);
    }

    private async Task DropAsync(Ports ports, MessageId id)
    {
        await ports.RecordAsync(ActNames.Drop, id.ToString());
        world.Dropped.Add(id);
        await ports.Decide().DropAsync(id, CancellationToken.None);
    }
}
