using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>The transport tries again when the answer is lost, as every SDK does by itself.</summary>
internal sealed class SendRetried : Mutation
{
    public override string Name => "send-retried";

    public override string Breaks => "the call is repeated where its answer was lost";

    public override IMailTransport Transport(IMailTransport transport, Process of) => new Again(transport);

    private sealed class Again(IMailTransport transport) : IMailTransport
    {
        public async Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct) =>
            await transport.SendAsync(mail, tags, ct) is var first and not SendOutcome.Uncertain ? first : await transport.SendAsync(mail, tags, ct);
    }
}
