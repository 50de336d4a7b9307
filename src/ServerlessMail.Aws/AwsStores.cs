using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessMail.Aws.Attachments;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Queues;
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

namespace ServerlessMail.Aws;

public static class AwsStores
{
    /// <summary>
    /// All stores of Core in one DynamoDB table, and its queues in SQS; made by hand, since a cold start waits for the search for constructors. Clients that are registered already, as <see cref="DynamoClients"/> and
    /// <see cref="IAmazonSQS"/>, are used; else they are made from the environment by the first who needs them.
    /// </summary>
    public static IServiceCollection AddAwsStores(this IServiceCollection services, AwsOptions options)
    {
        services.TryAddSingleton(of => DynamoClients.FromEnvironment(of.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(of => SqsClient.FromEnvironment(of.GetRequiredService<TimeProvider>()));
        return services
            .AddSingleton(options)
            .AddSingleton(of => new WarmUp(of.GetRequiredService<DynamoClients>(), of.GetRequiredService<IAmazonSQS>(), of.GetRequiredService<AwsOptions>(), of.GetRequiredService<TimeProvider>()))
            .AddSingleton(of => new TableReads(of.GetRequiredService<DynamoClients>().Reads, options.Table, of.GetRequiredService<TimeProvider>()))
            .AddSingleton(of => new TableWrites(of.GetRequiredService<DynamoClients>().Writes, options.Table, of.GetRequiredService<TimeProvider>()))
            .AddSingleton(of => new DynamoMessages(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>(), of.GetRequiredService<TimeProvider>()))
            .AddSealedMessages(of => of.GetRequiredService<DynamoMessages>())
            .AddSingleton<IMessageQueue>(of => new SqsQueue(of.GetRequiredService<IAmazonSQS>(), of.GetRequiredService<AwsOptions>()))
            .AddSingleton<IControlStore>(of => new DynamoControl(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<ISenderStore>(of => new DynamoSenders(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<IFormStore>(of => new DynamoForms(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>(), of.GetRequiredService<TimeProvider>()))
            .AddSingleton<IIntakeStore>(of => new DynamoIntake(of.GetRequiredService<TableReads>(), of.GetRequiredService<DynamoSecrets>()))
            .AddSingleton<ILimitStore>(of => new DynamoLimits(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<IRefusalStore>(of => new DynamoRefusals(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<IAccountStore>(of => new DynamoAccounts(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<ILeaseStore>(of => new DynamoLeases(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton(of => new DynamoSecrets(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<ISecretStore>(of => of.GetRequiredService<DynamoSecrets>())
            .AddSingleton<IOperatorTrail>(of => new DynamoOperatorTrail(of.GetRequiredService<TableReads>(), of.GetRequiredService<TableWrites>()))
            .AddSingleton<IAttachmentStore>(of => of.GetRequiredService<AwsOptions>().Bucket is { } bucket
                ? new S3Attachments(of.GetService<IAmazonS3>() ?? S3Client.FromEnvironment(of.GetRequiredService<TimeProvider>()), bucket, of.GetRequiredService<TimeProvider>())
                : new NoAttachments())
            .AddSingleton<QueueStates>()
            .AddSingleton<IDeadLetters, SqsDeadLetters>()
            .AddSingleton<IFeedbackWatch, DynamoFeedbackWatch>();
    }
}
