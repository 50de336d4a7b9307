using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessMail.LambdaHost;

/// <summary>Events and answers as JSON, by a source-generated context. Named as in Amazon.Lambda.Serialization.SystemTextJson.</summary>
/// <typeparam name="TSGContext">Knows both types. As with AWS's serializer, its own options do not count: names in any case are read.</typeparam>
public sealed class SourceGeneratorLambdaJsonSerializer<TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext, new()
{
    // A context that is made by its constructor has no options, those of its attribute neither.
    private readonly JsonSerializerOptions _options = new() { PropertyNameCaseInsensitive = true, TypeInfoResolver = new TSGContext() };

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

    private JsonTypeInfo<T> TypeOf<T>() => _options.TryGetTypeInfo(typeof(T), out var type)
        ? (JsonTypeInfo<T>)type
        : throw new InvalidOperationException($"{typeof(TSGContext).Name} does not know {typeof(T).Name}.");
}
