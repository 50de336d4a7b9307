using System.Collections.Concurrent;
using System.Text.Json;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>
/// A table that answers as DynamoDB does and costs next to nothing: what is prepared is kept as it was sent, later writes all succeed and are
/// forgotten, so that every round finds the same. Thread-safe.
/// </summary>
internal sealed class StandInTable
{
    private readonly ConcurrentDictionary<string, byte[]> _items = new(StringComparer.Ordinal);
    private volatile bool _isPrepared;

    /// <summary>From now on writes are not kept.</summary>
    public void Close() => _isPrepared = true;

    /// <summary>The answer's body; null for an operation that it does not know.</summary>
    public byte[]? Answer(string operation, ReadOnlyMemory<byte> body)
    {
        using var request = JsonDocument.Parse(body);
        return operation switch
        {
            "BatchGetItem" => Batch(request.RootElement),
            "GetItem" => Written(writer => WriteItem(writer, "Item", Key(request.RootElement.GetProperty("Key")))),
            "PutItem" => Put(request.RootElement.GetProperty("Item")),
            "UpdateItem" when request.RootElement.TryGetProperty("ReturnValues", out _) => Entered(request.RootElement),
            "UpdateItem" or "DeleteItem" => "{}"u8.ToArray(),
            _ => null,
        };
    }

    private byte[] Put(JsonElement item)
    {
        if (!_isPrepared)
            _items[Key(item)] = JsonSerializer.SerializeToUtf8Bytes(item);
        return "{}"u8.ToArray();
    }

    /// <summary>A client's item after its first post: the only update whose writer wants to see the whole of it.</summary>
    private static byte[] Entered(JsonElement request) => Written(writer =>
    {
        var values = request.GetProperty("ExpressionAttributeValues");
        var words = request.GetProperty("UpdateExpression").GetString()!.Split(' '); // SET place = … :id), … ADD counter :one
        writer.WriteStartObject("Attributes");
        foreach (var part in request.GetProperty("Key").EnumerateObject())
            part.WriteTo(writer);
        Write(words[1], ":id");
        Write("expires", ":expires");
        Write(words[^2], ":one");
        writer.WriteEndObject();

        void Write(string name, string value)
        {
            writer.WritePropertyName(name);
            values.GetProperty(value).WriteTo(writer);
        }
    });

    private byte[] Batch(JsonElement request) => Written(writer =>
    {
        writer.WriteStartObject("Responses");
        foreach (var table in request.GetProperty("RequestItems").EnumerateObject())
        {
            writer.WriteStartArray(table.Name);
            foreach (var key in table.Value.GetProperty("Keys").EnumerateArray())
            {
                if (_items.TryGetValue(Key(key), out var item))
                    writer.WriteRawValue(item, skipInputValidation: true);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("UnprocessedKeys");
        writer.WriteEndObject();
    });

    private void WriteItem(Utf8JsonWriter writer, string name, string key)
    {
        if (!_items.TryGetValue(key, out var item))
            return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(item, skipInputValidation: true);
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static string Key(JsonElement item) => $"{item.GetProperty("pk").GetProperty("S").GetString()}\n{item.GetProperty("sk").GetProperty("S").GetString()}";
}
