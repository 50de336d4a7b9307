using ServerlessMail.Simulation.Ses;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>What is sent goes to the recipients and comes from the sender that were accepted, in the lane that was, and counts as many as it has.</summary>
internal sealed class MailIsWhatWasAccepted : Invariant
{
    public override void CallBegan(SesCall call)
    {
        var (mail, head) = (call.Mail, Witness.Heads[call.Message]);
        if (!Witness.Drafts.TryGetValue(call.Message, out var draft))
            Break($"{call} has no draft in the table");
        else if (!mail.To.SequenceEqual(draft.To) || mail.From != draft.From || mail.ReplyTo != draft.ReplyTo)
            Break($"{call} goes to others than were accepted");
        else if (head.Recipients != mail.To.Length || head.Lane != call.Tags.Lane)
            Break($"{call} goes to {mail.To.Length} in {call.Tags.Lane}, and its head says {head.Recipients} in {head.Lane}");
    }
}
