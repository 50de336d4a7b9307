using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Processes;

namespace ServerlessMail.Simulation.Mutations;

/// <summary>An intake answers before the table holds the message.</summary>
internal sealed class AcceptedBeforeWritten : Mutation
{
    public override string Name => "accepted-before-written";

    public override string Breaks => "accepted is not yet durable";

    public override IMessageStore Messages(IMessageStore store, Process of) => new Behind(store, of);

    private sealed class Behind(IMessageStore store, Process of) : AlteredMessages(store)
    {
        public override Task<bool> TryAddAsync(Message message, MailDraft draft, DateTimeOffset draftExpires, CancellationToken ct)
        {
            of.True.Later(TimeSpan.FromMilliseconds(20), () => _ = base.TryAddAsync(message, draft, draftExpires, CancellationToken.None));
            return Task.FromResult(true);
        }
    }
}
