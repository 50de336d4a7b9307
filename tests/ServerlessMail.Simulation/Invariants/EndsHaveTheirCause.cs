using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Runs;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>Nothing ends or waits for an operator without a cause that the world truly had.</summary>
internal sealed class EndsHaveTheirCause : Invariant
{
    public override void AtEnd(World world)
    {
        foreach (var message in Witness.Heads.Values)
        {
            if (message.Trail.Length < Message.MaxTrail && !HasCause(world, message))
                Break($"{message.Id} is {message.Status} ({message.Hold}) without a cause: {Trail(message)}");
        }
    }

    private bool HasCause(World world, Message message) => message.Status switch
    {
        MessageStatus.Failed => Told(message, nameof(SendOutcome.Rejected)),
        MessageStatus.Cancelled => world.Dropped.Contains(message.Id),
        MessageStatus.Suppressed => false,
        MessageStatus.Held => message.Hold == HoldReason.Spam || HeldWithCause(world, message, message.Trail.Last(known => known.Kind == TrailKind.Held).Reason),
        MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Bounced or MessageStatus.Complained => Witness.TimesTaken(message.Id) > 0,
        MessageStatus.Accepted or MessageStatus.Queued or MessageStatus.Sending or MessageStatus.Uncertain => true,
    };

    private bool HeldWithCause(World world, Message message, string? reason) => reason switch
    {
        "sender-not-allowed" => world.Plan.Senders.Any(sender => Witness.AllowedOf(sender).EverForbidden),
        "identity-gone" => Told(message, nameof(SendOutcome.Misconfigured)),
        "uncertain-bulk" => message.Lane == Lane.Bulk,
        "feedback-silent" => world.Stream.WasEverIncomplete,
        _ => false,
    };

    private bool Told(Message message, string outcome) => Witness.Outcomes.Contains((message.Id, outcome));
}
