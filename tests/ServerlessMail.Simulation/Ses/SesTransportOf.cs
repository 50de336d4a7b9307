using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Simulation.Ses;

/// <summary>The provider as one process calls it.</summary>
internal sealed class SesTransportOf(string process, SimulatedSes ses) : IMailTransport
{
    public Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct) => ses.SendAsync(process, mail, tags, ct);
}
