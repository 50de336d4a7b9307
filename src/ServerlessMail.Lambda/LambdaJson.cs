using System.Text.Json.Serialization;

namespace ServerlessMail.Lambda;

/// <summary>The events and answers of the functions that queues invoke.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class LambdaJson : JsonSerializerContext;
