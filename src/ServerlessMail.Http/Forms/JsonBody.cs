using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ServerlessMail.Http.Forms;

/// <summary>
/// Reads a JSON object as fields: texts as they are, numbers and truth values as they were written, null as empty text, an array of them as
/// a field that stands more than once (check boxes), and what is nested under its path: <c>address.city</c>, <c>items[0].name</c>.
/// </summary>
/// <remarks>RFC 8259. A member that stands twice is a field that stands twice, as in the other encodings.</remarks>
internal static class JsonBody
{
    /// <summary>How deep values may be nested.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth + 1 };

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public static FormBody Parse(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            return BodyFault.NotUtf8;
        var fields = new FieldList();
        var reader = new Utf8JsonReader(body.StartsWith(Mark) ? body[Mark.Length..] : body, Strict);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return BodyFault.Malformed("The body must be a JSON object with one member for each field.");
            if (!TryMembers(ref reader, "", fields))
                return fields.Body;
            reader.Read();
            return fields.Body;
        }
        catch (JsonException fault)
        {
            return BodyFault.Malformed($"The body is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for an escape that is half a surrogate pair.
            return BodyFault.Malformed("The body has an escape that is no character (half a surrogate pair).");
        }
    }

    private static bool TryMembers(ref Utf8JsonReader reader, string path, FieldList fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            if (!TryValue(ref reader, path.Length == 0 ? name : $"{path}.{name}", fields))
                return false;
        }

        return true;
    }

    private static bool TryValue(ref Utf8JsonReader reader, string path, FieldList fields) => reader.TokenType switch
    {
        // A path only grows: what is too long here would be too long further in.
        _ when path.Length > FieldList.MaxNameLength => fields.Fail(BodyFault.BadFieldName),
        JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= MaxDepth =>
            fields.Fail(BodyFault.Malformed($"The body is nested too deeply: at most {MaxDepth} levels are read.")),
        JsonTokenType.StartObject => TryMembers(ref reader, path, fields),
        JsonTokenType.StartArray => TryItems(ref reader, path, fields),
        _ => fields.TryAdd(path, Scalar(ref reader)),
    };

    private static bool TryItems(ref Utf8JsonReader reader, string path, FieldList fields)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var nested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (!TryValue(ref reader, nested ? $"{path}[{i}]" : path, fields))
                return false;
        }

        return true;
    }

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() ?? "",
        JsonTokenType.Null => "",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };
}
