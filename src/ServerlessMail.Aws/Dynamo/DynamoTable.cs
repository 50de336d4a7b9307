using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Makes the table, for tests and local use alone: on AWS the template does, with encryption, backups and alarms.</summary>
public static class DynamoTable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Creates the table and its indexes, and returns once it can be used. Where time to live or point-in-time recovery are unknown, it goes without.</summary>
    public static async Task CreateAsync(IAmazonDynamoDB client, string table, TimeProvider time, CancellationToken ct)
    {
        await client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = table,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                AttributeDefinitions = [.. new[] { Columns.Pk, Columns.Sk, Columns.WorkShard, Columns.Due, Columns.DayShard }.Select(Text)],
                KeySchema = KeysOf(Columns.Pk, Columns.Sk),
                GlobalSecondaryIndexes = [Of(TableIndex.Work), Of(TableIndex.Time)],
            },
            ct);
        while (!await IsActiveAsync(client, table, ct))
            await Task.Delay(Poll, time, ct);
        await WhereKnownAsync(() => client.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = table,
                TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = Columns.Expires, Enabled = true },
            },
            ct));
        await WhereKnownAsync(() => client.UpdateContinuousBackupsAsync(
            new UpdateContinuousBackupsRequest
            {
                TableName = table,
                PointInTimeRecoverySpecification = new PointInTimeRecoverySpecification { PointInTimeRecoveryEnabled = true },
            },
            ct));
    }

    private static AttributeDefinition Text(string column) => new(column, ScalarAttributeType.S);

    private static List<KeySchemaElement> KeysOf(string partition, string sort) => [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)];

    private static GlobalSecondaryIndex Of(TableIndex index) => new()
    {
        IndexName = index.Name,
        KeySchema = KeysOf(index.Partition, index.Sort),
        Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
    };

    private static async Task<bool> IsActiveAsync(IAmazonDynamoDB client, string table, CancellationToken ct)
    {
        var described = (await client.DescribeTableAsync(table, ct)).Table;
        return described.TableStatus == TableStatus.ACTIVE && described.GlobalSecondaryIndexes.All(index => index.IndexStatus == IndexStatus.ACTIVE);
    }

    /// <summary>Emulators do not know every operation.</summary>
    private static async Task WhereKnownAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (AmazonServiceException fault) when (fault.ErrorCode is "UnknownOperationException" || fault.StatusCode == HttpStatusCode.NotFound)
        {
            // The table is complete without it.
        }
    }
}
