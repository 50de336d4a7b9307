using System.Text.Json.Serialization;

namespace ServerlessMail.LambdaHost.Tests;

/// <summary>As the functions of queues have it.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class QueueJson : JsonSerializerContext;
