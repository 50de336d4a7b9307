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
using ServerlessMail.Local.Attachments;

namespace ServerlessMail.Local.Storage;

public static class SqliteStores
{
    /// <summary>All stores and queues of Core in the database of a data directory, which is opened by the first who needs it.</summary>
    public static IServiceCollection AddSqliteStores(this IServiceCollection services, string directory) => services
        .AddSingleton(_ => SqliteDatabase.Open(directory))
        .AddSingleton<QueueTable>()
        .AddSingleton<SqlitePurge>()
        .AddSingleton<SqliteMessages>()
        .AddSealedMessages(of => of.GetRequiredService<SqliteMessages>())
        .AddSingleton(of => new FolderAttachments(directory, of.GetRequiredService<TimeProvider>()))
        .AddSingleton<IAttachmentStore>(of => of.GetRequiredService<FolderAttachments>())
        .AddSingleton<IMessageQueue, SqliteQueue>()
        .AddSingleton<IControlStore, SqliteControl>()
        .AddSingleton<ISenderStore, SqliteSenders>()
        .AddSingleton<IFormStore, SqliteForms>()
        .AddSingleton<IIntakeStore, SqliteIntake>()
        .AddSingleton<ILimitStore, SqliteLimits>()
        .AddSingleton<IRefusalStore, SqliteRefusals>()
        .AddSingleton<IAccountStore, SqliteAccounts>()
        .AddSingleton<ILeaseStore, SqliteLeases>()
        .AddSingleton<ISecretStore, SqliteSecrets>()
        .AddSingleton<IDeadLetters, SqliteDeadLetters>()
        .AddSingleton<IOperatorTrail, SqliteOperatorTrail>()
        .AddSingleton<IFeedbackWatch, SqliteFeedbackWatch>();
}
