using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServerlessMail.LambdaHost;

/// <summary>Events and answers as JSON, by a source-generated context. Named as in Amazon.Lambda.Serialization.SystemTextJson.</summary>
/// <remarks>Names are read in any case, as by AWS's: an event has <c>messageId</c>, its class <c>MessageId</c>. Thread-safe.</remarks>
/// <typeparam name="TSGContext">Knows both types. Its own options do not count: a context that is made without any forgets those of its attribute.</typeparam>
public sealed class SourceGeneratorLambdaJsonSerializer<TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext, new()
{
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
