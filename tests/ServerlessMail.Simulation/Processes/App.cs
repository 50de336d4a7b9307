using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Processes;

/// <summary>
/// Sends notifications of all lanes, some for later: what their intake will do, which is not in Core yet. The table first, then the queue, which
/// may fail.
/// </summary>
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
        var message = Accept(ports.Ids.Next(), draft);
        if (!await ports.Messages.TryAddAsync(message, draft, message.Id.Time + TimeSpan.FromDays(1), CancellationToken.None))
            throw new InvalidOperationException($"The fresh message id {message.Id} is taken.");
        if (message.Status == MessageStatus.Accepted)
            await TryAsync(() => ports.Queue.SendAsync(message.Lane, message.Id, CancellationToken.None));
        World.Witness.TookIn(message.Id);
    }

    private Message Accept(MessageId id, MailDraft draft)
    {
        var lane = draft.To.Length == 1 ? Dice.Pick([Lane.Urgent, Lane.Normal, Lane.Bulk]) : Dice.Pick([Lane.Urgent, Lane.Normal]);
        var now = Clock.GetUtcNow();
        var message = Message.Accept(id, lane, "app", draft.To.Length, now, WorkDue.At(now + World.Plan.Timings.QueueGrace));
        return Dice.Chance(0.2)
            ? message.HoldFor(HoldReason.Schedule, now, now + Dice.Between(TimeSpan.FromSeconds(1), World.Plan.Storm * 1.5))
            : message;
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
