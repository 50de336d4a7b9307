namespace ServerlessMail.LambdaHost;

/// <summary>A batch of records of one SQS queue. Members as in Amazon.Lambda.SQSEvents; only those that are used here.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html</remarks>
public sealed class SQSEvent
{
    /// <summary>Up to as many as the mapping's batch size; null where the event has none.</summary>
    public IList<SQSMessage>? Records { get; set; }

    /// <summary>One delivery of a record.</summary>
    public sealed class SQSMessage
    {
        /// <summary>Its id, by which a failure is told.</summary>
        public string? MessageId { get; set; }

        public string? ReceiptHandle { get; set; }

        public string? Body { get; set; }

        /// <summary>The ARN of its queue (<c>eventSourceARN</c>).</summary>
        public string? EventSourceArn { get; set; }

        /// <summary><c>ApproximateReceiveCount</c>, <c>SentTimestamp</c> (milliseconds since 1970) and others.</summary>
        public IDictionary<string, string>? Attributes { get; set; }
    }
}
