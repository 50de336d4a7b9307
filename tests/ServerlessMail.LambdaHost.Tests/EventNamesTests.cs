using System.Text;
using System.Text.Json.Serialization;

namespace ServerlessMail.LambdaHost.Tests;

public sealed partial class EventNamesTests
{
    [Fact]
    public void An_event_is_read_by_the_names_that_AWS_writes()
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(
            """{"Records":[{"messageId":"m1","receiptHandle":"r1","body":"b","attributes":{"SentTimestamp":"7"},"eventSourceARN":"arn:aws:sqs:eu-central-1:1:q"}]}"""));

        var record = Assert.Single(new SourceGeneratorLambdaJsonSerializer<EventJson>().Deserialize<SQSEvent>(json).Records!); // it is in the event

        Assert.Equal(("m1", "r1", "b", "arn:aws:sqs:eu-central-1:1:q"), (record.MessageId, record.ReceiptHandle, record.Body, record.EventSourceArn));
        Assert.Equal("7", record.Attributes?["SentTimestamp"]);
    }

    [JsonSerializable(typeof(SQSEvent))]
    internal sealed partial class EventJson : JsonSerializerContext;
}
