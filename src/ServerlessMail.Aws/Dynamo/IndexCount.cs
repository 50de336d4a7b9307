using Amazon.DynamoDBv2.Model;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>A part of an index that is being counted, some keys at a time. Not thread-safe.</summary>
internal sealed class IndexCount(TableIndex index, string partition, string from, string to)
{
    public TableIndex Index => index;

    public string Partition => partition;

    /// <summary>The lowest sort key that counts.</summary>
    public string From => from;

    /// <summary>The highest.</summary>
    public string To => to;

    /// <summary>The last key that was counted; null before the first.</summary>
    public Dictionary<string, AttributeValue>? After { get; private set; }

    /// <summary>True when all of it was counted.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Takes the end of what was just counted; none means that nothing follows.</summary>
    public void MoveOn(Dictionary<string, AttributeValue>? last)
    {
        After = last is { Count: > 0 } ? last : null;
        IsDone = After is null;
    }
}
