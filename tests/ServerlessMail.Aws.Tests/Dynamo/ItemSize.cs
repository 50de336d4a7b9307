using System.Text;
using Amazon.DynamoDBv2.Model;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>The size by which DynamoDB bills an item.</summary>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html</remarks>
internal static class ItemSize
{
    public static int Of(Dictionary<string, AttributeValue> item) => item.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + Of(attribute.Value));

    private static int Of(AttributeValue value) => value switch
    {
        { S: { } text } => Encoding.UTF8.GetByteCount(text),
        { N: { } number } => ((number.TrimStart('-').Length + 1) / 2) + 1 + (number.StartsWith('-') ? 1 : 0),
        { B: { } bytes } => (int)bytes.Length,
        { BOOL: not null } => 1,
        { L: { } list } => 3 + list.Sum(element => 1 + Of(element)),
        { SS: { } set } => set.Sum(Encoding.UTF8.GetByteCount),
        _ => throw new NotSupportedException("An attribute of a type that the table does not use."),
    };
}
