using System.Net;
using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// Writes to the table. The client must not retry by itself: whether a conditional write that failed was the own one of before, only who counts
/// the tries can tell. So they are counted here, and nowhere else. Thread-safe.
/// </summary>
internal sealed class TableWrites(IAmazonDynamoDB client, string table, TimeProvider time)
{
    private const int MaxTries = 4;

    /// <summary>The upper bound of the second wait; doubles. The first repetition is at once: a thawed environment finds its connections dead.</summary>
    private static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(50);

    /// <summary>A fresh value for <see cref="Columns.Mark"/>: 48 random bits.</summary>
    public static byte[] NewMark() => RandomNumberGenerator.GetBytes(6);

    /// <summary>Puts an item, whole, if the condition holds.</summary>
    public Task<WriteOutcome> PutAsync(
        Dictionary<string, AttributeValue> item, string? condition, Dictionary<string, AttributeValue>? values, CancellationToken ct) => WriteAsync(
        token => client.PutItemAsync(
            new PutItemRequest { TableName = table, Item = item, ConditionExpression = condition, ExpressionAttributeValues = values }, token),
        ct);

    /// <summary>Changes attributes of an item, if the condition holds; an item that is not there is made.</summary>
    public Task<WriteOutcome> UpdateAsync(ItemKey key, string update, string? condition, Dictionary<string, AttributeValue>? values, CancellationToken ct) => WriteAsync(
        token => client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = table,
                Key = key.Attributes(),
                UpdateExpression = update,
                ConditionExpression = condition,
                ExpressionAttributeValues = values,
            },
            token),
        ct);

    /// <summary>Changes attributes of an item, and returns the whole item as it then is; null unless it was written.</summary>
    public async Task<(WriteOutcome Outcome, Dictionary<string, AttributeValue>? Item)> UpdateAndReadAsync(
        ItemKey key, string update, string? condition, Dictionary<string, AttributeValue> values, CancellationToken ct)
    {
        Dictionary<string, AttributeValue>? item = null;
        var outcome = await WriteAsync(
            async token => item = (await client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table,
                    Key = key.Attributes(),
                    UpdateExpression = update,
                    ConditionExpression = condition,
                    ExpressionAttributeValues = values,
                    ReturnValues = ReturnValue.ALL_NEW,
                },
                token)).Attributes,
            ct);
        return (outcome, item);
    }

    /// <summary>Deletes an item, if the condition holds; one that is not there is no error.</summary>
    public Task<WriteOutcome> DeleteAsync(ItemKey key, string? condition, Dictionary<string, AttributeValue>? values, CancellationToken ct) => WriteAsync(
        token => client.DeleteItemAsync(
            new DeleteItemRequest { TableName = table, Key = key.Attributes(), ConditionExpression = condition, ExpressionAttributeValues = values }, token),
        ct);

    private async Task<WriteOutcome> WriteAsync(Func<CancellationToken, Task> write, CancellationToken ct)
    {
        var answerLost = false;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await write(ct);
                return WriteOutcome.Written;
            }
            catch (ConditionalCheckFailedException)
            {
                return answerLost ? WriteOutcome.Unclear : WriteOutcome.Refused;
            }
            catch (Exception fault) when (tries < MaxTries && !ct.IsCancellationRequested && IsPassing(fault))
            {
                answerLost |= !IsThrottle(fault);
            }

            if (tries > 1)
                await Task.Delay(BackOff * (Math.Pow(2, tries - 2) * RandomNumberGenerator.GetInt32(1001) / 1000), time, ct);
        }
    }

    /// <summary>False for what DynamoDB answered and would answer again; all else is no answer, or one that may be better next time.</summary>
    private static bool IsPassing(Exception fault) =>
        IsThrottle(fault) || fault is not AmazonServiceException { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Forbidden };

    /// <summary>True for what DynamoDB turned away unread: the write has certainly not happened.</summary>
    private static bool IsThrottle(Exception fault) =>
        fault is ProvisionedThroughputExceededException or RequestLimitExceededException or AmazonServiceException { ErrorCode: "ThrottlingException" };
}
