using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Feedback;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Core.Senders;
using ServerlessMail.Core.Sweeping;

namespace ServerlessMail.Testing.MemoryStores;

public static class MemoryServices
{
    /// <summary>All stores of Core, and the queue, in memory.</summary>
    public static IServiceCollection AddMemoryStores(this IServiceCollection services, MemoryStore store) => services
        .AddSingleton<IAttachmentStore>(store.Attachments)
        .AddSingleton<IIntakeStore>(store.Intake)
        .AddSingleton<IFormStore>(store.Forms)
        .AddSingleton<ISenderStore>(store.Senders)
        .AddSingleton<ISenderIdentities>(store.Identities)
        .AddSingleton<ILimitStore>(store.Limits)
        .AddSingleton<ISecretStore>(store.Secrets)
        .AddSingleton<IRefusalStore>(store.Refusals)
        .AddSealedMessages(_ => store.Messages)
        .AddSingleton<IOperatorTrail>(store.Operators)
        .AddSingleton<IMessageQueue>(store.Queue)
        .AddSingleton<IControlStore>(store.Control)
        .AddSingleton<IAccountStore>(store.Accounts)
        .AddSingleton<IAccountSource>(store.Account)
        .AddSingleton<ILeaseStore>(store.Leases)
        .AddSingleton<IDeadLetters>(store.DeadLetters)
        .AddSingleton<IFeedbackWatch>(store.Feedback);
}
