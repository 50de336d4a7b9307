using System.Text.Json.Serialization;

namespace ServerlessMail.LambdaHost;

/// <summary>Which records of a batch failed and must come back; all others are deleted by Lambda. Members as in Amazon.Lambda.SQSEvents.</summary>
/// <remarks>Needs <c>ReportBatchItemFailures</c> in the mapping: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html</remarks>
public sealed class SQSBatchResponse
{
    [JsonPropertyName("batchItemFailures")]
    public IList<BatchItemFailure> BatchItemFailures { get; set; } = [];

    /// <summary>A record that failed.</summary>
    public sealed class BatchItemFailure
    {
        /// <summary>Its <see cref="SQSEvent.SQSMessage.MessageId"/>.</summary>
        [JsonPropertyName("itemIdentifier")]
        public string? ItemIdentifier { get; set; }
    }
}
