using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Aws.Tests.Dynamo;

namespace ServerlessMail.Benchmarks.Cost;

/// <summary>
/// Reckons the capacity units of every request on the wire from the items that it touched, by DynamoDB's rules: dynalite itself leaves out the
/// indexes. It looks at an item before and after each write, so at most one request at a time may write to one item. Thread-safe.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html, and for indexes
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations
/// </remarks>
internal sealed class UnitMeter(IAmazonDynamoDB client, string table)
{
    private const int WriteUnit = 1024;
    private const int ReadUnit = 4096;

    private readonly Lock _gate = new();
    private Spent _spent;

    public Spent Spent
    {
        get
        {
            lock (_gate)
                return _spent;
        }
    }

    /// <summary>To be asked by the wire before a request; what it returns, after the answer.</summary>
    public async Task<Func<Task>> AroundAsync(string operation, string body)
    {
        using var json = JsonDocument.Parse(body);
        var asked = json.RootElement;
        switch (operation)
        {
            case "PutItem" or "UpdateItem" or "DeleteItem":
                var key = KeyOf(asked.GetProperty(operation == "PutItem" ? "Item" : "Key"));
                var before = await FindAsync(key);
                return async () => Add(new Spent(1, 0, WriteUnitsOf(before, await FindAsync(key)), 0, 0));
            case "GetItem":
                Add(new Spent(0, 1, 0, ReadUnitsOf(Size(await FindAsync(KeyOf(asked.GetProperty("Key"))))), 0));
                return () => Task.CompletedTask;
            case "BatchGetItem":
                // Each item of a batch is rounded up by itself.
                var units = 0.0;
                foreach (var one in asked.GetProperty("RequestItems").GetProperty(table).GetProperty("Keys").EnumerateArray())
                    units += ReadUnitsOf(Size(await FindAsync(KeyOf(one))));
                Add(new Spent(0, 1, 0, units, 0));
                return () => Task.CompletedTask;
            case "Query" when !asked.TryGetProperty("IndexName", out _):
                Add(new Spent(0, 1, 0, ReadUnitsOf(await PartitionSizeAsync(asked.GetProperty("ExpressionAttributeValues").GetProperty(":pk").GetProperty("S").GetString())), 0));
                return () => Task.CompletedTask;
            default:
                throw new NotSupportedException($"{operation} has no place in the way of a message.");
        }
    }

    private void Add(Spent more)
    {
        lock (_gate)
            _spent += more;
    }

    private static double WriteUnitsOf(Dictionary<string, AttributeValue>? before, Dictionary<string, AttributeValue>? after) =>
        Math.Max(1, Math.Ceiling((double)Math.Max(Size(before), Size(after)) / WriteUnit))
        + IndexUnits(Entry(before, Columns.WorkShard, Columns.Due), Entry(after, Columns.WorkShard, Columns.Due))
        + IndexUnits(Entry(before, Columns.DayShard, Columns.Pk), Entry(after, Columns.DayShard, Columns.Pk));

    /// <summary>An entry that comes or goes is one write, one whose keys change is two; entries are smaller than a unit.</summary>
    private static int IndexUnits(string? before, string? after) => before == after ? 0 : before is null || after is null ? 1 : 2;

    private static string? Entry(Dictionary<string, AttributeValue>? item, string partition, string sort) =>
        item is not null && item.TryGetValue(partition, out var first) && item.TryGetValue(sort, out var second) ? $"{first.S}\n{second.S}" : null;

    /// <summary>All reads of the table are consistent ones.</summary>
    private static double ReadUnitsOf(int size) => Math.Max(1, Math.Ceiling((double)size / ReadUnit));

    private static int Size(Dictionary<string, AttributeValue>? item) => item is null ? 0 : ItemSize.Of(item);

    private static ItemKey KeyOf(JsonElement item) =>
        new(Text(item, Columns.Pk), Text(item, Columns.Sk));

    private static string Text(JsonElement item, string column) =>
        item.GetProperty(column).GetProperty("S").GetString() ?? throw new NotSupportedException($"{column} is no text.");

    private async Task<Dictionary<string, AttributeValue>?> FindAsync(ItemKey key) =>
        (await client.GetItemAsync(table, key.Attributes(), consistentRead: true, CancellationToken.None)).Item is { Count: > 0 } item ? item : null;

    private async Task<int> PartitionSizeAsync(string? pk)
    {
        var found = await client.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                KeyConditionExpression = "pk = :pk",
                ExpressionAttributeValues = new() { [":pk"] = new AttributeValue { S = pk } },
            },
            CancellationToken.None);
        return (found.Items ?? []).Sum(ItemSize.Of);
    }
}
