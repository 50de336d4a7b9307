using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Consistent reads of the table, and queries of its indexes, which DynamoDB keeps a moment behind. The SDK repeats what fails. Thread-safe.</summary>
internal sealed class TableReads(IAmazonDynamoDB client, string table, TimeProvider time)
{
    /// <summary>How many keys DynamoDB takes in one batch.</summary>
    private const int MaxBatch = 100;

    private const int MaxBatchTries = 6;
    private static readonly TimeSpan BatchWait = TimeSpan.FromMilliseconds(25);

    public async Task<Dictionary<string, AttributeValue>?> FindAsync(ItemKey key, CancellationToken ct)
    {
        var found = await client.GetItemAsync(new GetItemRequest { TableName = table, Key = key.Attributes(), ConsistentRead = true }, ct);
        return found.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Those of the items that exist, by key.</summary>
    public async Task<Dictionary<ItemKey, Dictionary<string, AttributeValue>>> FindAllAsync(IEnumerable<ItemKey> keys, CancellationToken ct)
    {
        var found = new Dictionary<ItemKey, Dictionary<string, AttributeValue>>();
        foreach (var batch in keys.Distinct().Chunk(MaxBatch))
        {
            foreach (var item in await BatchAsync([.. batch.Select(key => key.Attributes())], ct))
                found.Add(ItemKey.Of(item), item);
        }

        return found;
    }

    /// <summary>A whole partition, or the part of it from a sort key on, in the order of its sort keys.</summary>
    public Task<List<Dictionary<string, AttributeValue>>> PartitionAsync(string pk, string? fromSk, CancellationToken ct)
    {
        var request = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = fromSk is null ? "pk = :pk" : "pk = :pk AND sk >= :from",
            ExpressionAttributeValues = new() { [":pk"] = Value.Of(pk) },
        };
        if (fromSk is not null)
            request.ExpressionAttributeValues[":from"] = Value.Of(fromSk);
        return AllAsync(request, int.MaxValue, ct);
    }

    /// <summary>The first <paramref name="limit"/> keys of a partition of an index whose sort key lies between two values, both included.</summary>
    public Task<List<Dictionary<string, AttributeValue>>> IndexAsync(
        TableIndex index, string partition, string from, string to, bool forward, int limit, CancellationToken ct) => AllAsync(
        new QueryRequest
        {
            TableName = table,
            IndexName = index.Name,
            KeyConditionExpression = $"{index.Partition} = :partition AND {index.Sort} BETWEEN :from AND :to",
            ExpressionAttributeValues = new() { [":partition"] = Value.Of(partition), [":from"] = Value.Of(from), [":to"] = Value.Of(to) },
            ScanIndexForward = forward,
            Limit = limit,
        },
        limit,
        ct);

    /// <summary>Counts up to so many keys more of a part of an index, and tells how many there were. No item leaves DynamoDB.</summary>
    public async Task<int> CountAsync(IndexCount part, int limit, CancellationToken ct)
    {
        var page = await client.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                IndexName = part.Index.Name,
                Select = Amazon.DynamoDBv2.Select.COUNT,
                KeyConditionExpression = $"{part.Index.Partition} = :partition AND {part.Index.Sort} BETWEEN :from AND :to",
                ExpressionAttributeValues = new() { [":partition"] = Value.Of(part.Partition), [":from"] = Value.Of(part.From), [":to"] = Value.Of(part.To) },
                ExclusiveStartKey = part.After,
                Limit = limit,
            },
            ct);
        part.MoveOn(page.LastEvaluatedKey);
        return page.Count ?? 0;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> AllAsync(QueryRequest request, int limit, CancellationToken ct)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        do
        {
            var page = await client.QueryAsync(request, ct);
            items.AddRange(page.Items ?? []);
            request.ExclusiveStartKey = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (request.ExclusiveStartKey is not null && items.Count < limit);
        return items;
    }

    /// <summary>DynamoDB may leave keys of a batch for later: they are asked for again, a little later each time.</summary>
    private async Task<List<Dictionary<string, AttributeValue>>> BatchAsync(List<Dictionary<string, AttributeValue>> keys, CancellationToken ct)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        var open = new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal) { [table] = new() { Keys = keys, ConsistentRead = true } };
        for (var tries = 1; ; tries++)
        {
            var answer = await client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = open }, ct);
            items.AddRange(answer.Responses?.GetValueOrDefault(table) ?? []);
            if (answer.UnprocessedKeys is not { Count: > 0 } unprocessed)
                return items;
            if (tries == MaxBatchTries)
                throw new ProvisionedThroughputExceededException($"DynamoDB left keys of a batch unread {MaxBatchTries} times.");
            open = unprocessed;
            await Task.Delay(BatchWait * Math.Pow(2, tries - 1), time, ct);
        }
    }
}
