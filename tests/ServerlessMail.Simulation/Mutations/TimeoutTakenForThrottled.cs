using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>A lost answer is classed as a refusal, so that the message is tried again at once.</summary>
internal sealed class TimeoutTakenForThrottled : Mutation
{
    public override string Name => "timeout-taken-for-throttled";

    public override string Breaks => "a lost answer is classed as not taken";

    public override IMailTransport Transport(IMailTransport transport, Process of) => new Misread(transport);

    private sealed class Misread(IMailTransport transport) : IMailTransport
    {
        public async Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct) =>
            await transport.SendAsync(mail, tags, ct) switch
            {
                SendOutcome.Uncertain { Reason: var reason } => new SendOutcome.Throttled(reason),
                var outcome => outcome,
            };
    }
}
