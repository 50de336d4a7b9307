using System.Text.Json.Serialization;

namespace ServerlessMail.LambdaHost.Tests;

/// <summary>The events and answers of queues, with no options of its own.</summary>
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class QueueJson : JsonSerializerContext;
