using Amazon.DynamoDBv2.Model;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>The update that turns the head of a message into what became of it. Its trail is appended to, never written anew.</summary>
internal sealed record HeadChange(IReadOnlyList<string> Set, IReadOnlyList<string> Remove, Dictionary<string, AttributeValue> Values)
{
    /// <summary>Nobody wrote since the message was read. False where the item, and so its number, is missing.</summary>
    public const string Condition = "seq = :before";

    public static HeadChange Between(Message before, Message after, byte[] mark)
    {
        var set = new List<string>();
        var remove = new List<string>();
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { [":before"] = Value.Of(before.Seq) };
        foreach (var (column, value) in HeadItem.Changing(after).Append((Columns.Mark, Value.Of(mark))))
        {
            if (value is null)
            {
                remove.Add(column);
                continue;
            }

            set.Add($"{column} = :{column}");
            values[$":{column}"] = value;
        }

        if (after.Trail.Length > before.Trail.Length)
        {
            set.Add("trail = list_append(trail, :events)");
            values[":events"] = TrailText.Of(after.Id, after.Trail.Skip(before.Trail.Length));
        }

        return new HeadChange(set, remove, values);
    }

    public string Expression => $"SET {string.Join(", ", Set)}{(Remove.Count > 0 ? " REMOVE " : "")}{string.Join(", ", Remove)}";

    /// <summary>The same change, which takes these attributes away as well.</summary>
    public HeadChange Without(params IEnumerable<string> columns) => this with { Remove = [.. Remove, .. columns] };
}
