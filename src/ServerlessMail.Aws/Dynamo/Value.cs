using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>Values of the domain as DynamoDB keeps them, and back.</summary>
internal static class Value
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static AttributeValue Of(string text) => new() { S = text };

    public static AttributeValue Of(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Of(double number) => new() { N = number.ToString("R", CultureInfo.InvariantCulture) };

    public static AttributeValue Of(bool flag) => new() { BOOL = flag };

    /// <summary>Bytes; the value owns them from now on.</summary>
    public static AttributeValue Of(byte[] bytes) => new() { B = new MemoryStream(bytes, writable: false) };

    /// <summary>A moment that people read, to the millisecond.</summary>
    public static AttributeValue Of(DateTimeOffset moment) => Of(moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture));

    /// <summary>A moment by which DynamoDB deletes: whole seconds.</summary>
    public static AttributeValue Expiry(DateTimeOffset moment) => Of(moment.ToUnixTimeSeconds());

    public static string? Text(this Dictionary<string, AttributeValue> item, string column) => item.GetValueOrDefault(column)?.S;

    /// <summary>A text that every item of its kind has; <see cref="FormatException"/> names it where it is missing.</summary>
    public static string TextOf(this Dictionary<string, AttributeValue> item, string column) => item.Text(column) ?? throw Malformed(item, column);

    public static long? Number(this Dictionary<string, AttributeValue> item, string column) =>
        item.GetValueOrDefault(column)?.N is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Malformed(item, column);

    public static long NumberOf(this Dictionary<string, AttributeValue> item, string column) => item.Number(column) ?? throw Malformed(item, column);

    public static byte[]? Bytes(this Dictionary<string, AttributeValue> item, string column) => item.GetValueOrDefault(column)?.B?.ToArray();

    /// <summary>A moment that people read; null where there is none, or none that can be read.</summary>
    public static DateTimeOffset? Moment(this Dictionary<string, AttributeValue> item, string column) =>
        DateTimeOffset.TryParseExact(item.Text(column), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>True when the write with this mark was the item's last.</summary>
    public static bool Bears(this Dictionary<string, AttributeValue> item, byte[] mark) => item.Bytes(Columns.Mark) is { } last && last.AsSpan().SequenceEqual(mark);

    public static FormatException Malformed(Dictionary<string, AttributeValue> item, string column) =>
        new($"The attribute {column} of the {Kind(item)} item is missing or malformed.");

    /// <summary>The kind alone: the rest of a key may be personal.</summary>
    private static string Kind(Dictionary<string, AttributeValue> item) => item.Text(Columns.Pk)?.Split('#')[0] ?? "unknown";
}
