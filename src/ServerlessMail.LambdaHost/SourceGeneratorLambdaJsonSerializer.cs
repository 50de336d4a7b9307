using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessMail.LambdaHost;

/// <summary>Events and answers as JSON, by a source-generated context. Named as in Amazon.Lambda.Serialization.SystemTextJson.</summary>
/// <typeparam name="TSGContext">
/// Knows both types. Its own options count here; AWS's serializer brings its own, which are: names in any case are read, and camel case is written.
/// </typeparam>
public sealed class SourceGeneratorLambdaJsonSerializer<TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext, new()
{
    private readonly TSGContext _context = new();

    /// <summary>Reads an event.</summary>
    /// <exception cref="InvalidEventException">It is no JSON of that type, or null.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            return JsonSerializer.Deserialize(requestStream, TypeOf<T>()) ?? throw new InvalidEventException("The event is null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidEventException($"The event is not one that this function is for: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.", fault);
        }
    }

    public void Serialize<T>(T response, Stream responseStream) => JsonSerializer.Serialize(responseStream, response, TypeOf<T>());

    private JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>?)_context.GetTypeInfo(typeof(T))
        ?? throw new InvalidOperationException($"{typeof(TSGContext).Name} does not know {typeof(T).Name}.");
}
