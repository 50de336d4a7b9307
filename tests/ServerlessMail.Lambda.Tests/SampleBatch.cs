using System.Globalization;

namespace ServerlessMail.Lambda.Tests;

/// <summary>Events as SQS mappings give them.</summary>
internal static class SampleBatch
{
    public static SQSEvent Of(string queue, params string[] bodies) => new()
    {
        Records = [.. bodies.Select((body, at) => new SQSEvent.SQSMessage
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"record-{at}"),
            ReceiptHandle = "handle",
            Body = body,
            EventSourceArn = $"arn:aws:sqs:eu-central-1:123456789012:{queue}",
            Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ApproximateReceiveCount"] = "1",
                ["SentTimestamp"] = Function.Start.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            },
        })],
    };

    public static string[] FailedIn(SQSBatchResponse answer) => [.. answer.BatchItemFailures.Select(failure => failure.ItemIdentifier ?? "")];
}
