using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>Sends notifications of all lanes, some for later.</summary>
internal sealed class App(World world) : Process(world, "app")
{
    private int _left = world.Plan.Notifications;

    protected override async Task RunAsync()
    {
        while (_left > 0)
        {
            await True.After(Dice.Between(TimeSpan.Zero, World.Plan.Storm / World.Plan.Notifications));
            _left--;
            await TryAsync(NotifyAsync);
        }
    }

    private async Task NotifyAsync()
    {
        var ports = Ports();
        var draft = Draft();
        var lane = draft.To.Length == 1 ? Dice.Pick([Lane.Urgent, Lane.Normal, Lane.Bulk]) : Dice.Pick([Lane.Urgent, Lane.Normal]);
        var wanted = new AcceptMessage.Wanted(ports.Ids.Next(), lane, "app", draft, TimeSpan.FromDays(90))
        {
            SendAt = Dice.Chance(0.2) ? Clock.GetUtcNow() + Dice.Between(TimeSpan.FromSeconds(1), World.Plan.Storm * 1.5) : null,
        };
        var accepted = await ports.Accept().AcceptAsync(wanted, await ports.Control.ReadAsync(CancellationToken.None), CancellationToken.None);
        World.Witness.TookIn(accepted.Id);
    }

    private MailDraft Draft()
    {
        var form = Dice.Next(World.Plan.FormRecipients.Length);
        return new MailDraft
        {
            Form = World.FormName(form),
            From = World.From(form),
            To = World.Recipients(Dice.Chance(0.5) ? 1 : World.Plan.FormRecipients[form]),
            Subject = "Receipt",
            Fields = [],
        };
    }
}
