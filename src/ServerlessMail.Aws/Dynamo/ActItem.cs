using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Audit;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>An operator's act as an item: in its month, or in the place of the last one.</summary>
internal static class ActItem
{
    public static Dictionary<string, AttributeValue> Of(ItemKey key, OperatorAct act)
    {
        var item = key.Attributes();
        item[Columns.ActNumber] = Value.Of(act.Seq);
        item[Columns.HappenedAt] = Value.Of(act.At);
        item[Columns.Operator] = Value.Of(act.Who);
        item[Columns.Act] = Value.Of(act.Act);
        if (act.Subject is { } subject)
            item[Columns.Subject] = Value.Of(subject);
        if (act.Reason is { } reason)
            item[Columns.Reason] = Value.Of(reason);
        item[Columns.Chain] = Value.Of(act.Chain.ToArray());
        return item;
    }

    public static OperatorAct Read(Dictionary<string, AttributeValue> item) => new(
        item.NumberOf(Columns.ActNumber),
        item.Moment(Columns.HappenedAt) ?? throw Value.Malformed(item, Columns.HappenedAt),
        item.TextOf(Columns.Operator),
        item.TextOf(Columns.Act),
        item.Text(Columns.Subject),
        item.Text(Columns.Reason),
        item.Bytes(Columns.Chain) is { Length: Digest.Size } chain ? Digest.Of(chain) : throw Value.Malformed(item, Columns.Chain));
}
