using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Queues;
using ServerlessMail.Core.Account;
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

namespace ServerlessMail.Aws;

public static class AwsStores
{
    /// <summary>
    /// All stores of Core in one DynamoDB table, and its queues in SQS. Clients that are registered already, as <see cref="DynamoClients"/> and
    /// <see cref="IAmazonSQS"/>, are used; else they are made from the environment by the first who needs them.
    /// </summary>
    public static IServiceCollection AddAwsStores(this IServiceCollection services, AwsOptions options)
    {
        services.TryAddSingleton(of => DynamoClients.FromEnvironment(of.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(of => SqsClient.FromEnvironment(of.GetRequiredService<TimeProvider>()));
        return services
            .AddSingleton(options)
            .AddSingleton(of => new TableReads(of.GetRequiredService<DynamoClients>().Reads, options.Table, of.GetRequiredService<TimeProvider>()))
            .AddSingleton(of => new TableWrites(of.GetRequiredService<DynamoClients>().Writes, options.Table, of.GetRequiredService<TimeProvider>()))
            .AddSingleton<DynamoMessages>()
            .AddSealedMessages(of => of.GetRequiredService<DynamoMessages>())
            .AddSingleton<IMessageQueue, SqsQueue>()
            .AddSingleton<IControlStore, DynamoControl>()
            .AddSingleton<ISenderStore, DynamoSenders>()
            .AddSingleton<IFormStore, DynamoForms>()
            .AddSingleton<IIntakeStore, DynamoIntake>()
            .AddSingleton<ILimitStore, DynamoLimits>()
            .AddSingleton<IRefusalStore, DynamoRefusals>()
            .AddSingleton<IAccountStore, DynamoAccounts>()
            .AddSingleton<ILeaseStore, DynamoLeases>()
            .AddSingleton<DynamoSecrets>()
            .AddSingleton<ISecretStore>(of => of.GetRequiredService<DynamoSecrets>())
            .AddSingleton<IOperatorTrail, DynamoOperatorTrail>()
            .AddSingleton<QueueStates>()
            .AddSingleton<IDeadLetters, SqsDeadLetters>()
            .AddSingleton<IFeedbackWatch, DynamoFeedbackWatch>();
    }
}
