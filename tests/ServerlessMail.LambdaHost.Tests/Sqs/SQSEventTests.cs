using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;

namespace ServerlessMail.LambdaHost.Tests.Sqs;

public class SQSEventTests
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, with one record more.</summary>
    private const string Sample = """
        {
          "Records": [
            {
              "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
              "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
              "body": "Test message.",
              "attributes": {
                "ApproximateReceiveCount": "1",
                "SentTimestamp": "1545082649183",
                "SenderId": "AIDAIENQZJOLO23YVJ4VO",
                "ApproximateFirstReceiveTimestamp": "1545082649185"
              },
              "messageAttributes": {
                "myAttribute": {"stringValue": "myValue", "stringListValues": [], "binaryListValues": [], "dataType": "String"}
              },
              "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue",
              "awsRegion": "us-east-2"
            },
            {"messageId": "2e1424d4-f796-459a-8184-9c92662be6da", "body": "h\u00e9 \ud83d\udce7", "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:my-queue"}
          ]
        }
        """;

    private static readonly SourceGeneratorLambdaJsonSerializer<QueueJson> Serializer = new();

    [Fact]
    public void The_sample_of_AWS_is_read()
    {
        var records = Read(Sample).Records;

        Assert.NotNull(records);
        Assert.Equal(2, records.Count);
        Assert.Equal("059f36b4-87a3-44ab-83d2-661975830a7d", records[0].MessageId);
        Assert.Equal("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...", records[0].ReceiptHandle);
        Assert.Equal("Test message.", records[0].Body);
        Assert.Equal("arn:aws:sqs:us-east-2:123456789012:my-queue", records[0].EventSourceArn);
        Assert.Equal("1", records[0].Attributes?["ApproximateReceiveCount"]);
        Assert.Equal("1545082649183", records[0].Attributes?["SentTimestamp"]);
        Assert.Equal("hé \U0001F4E7", records[1].Body);
        Assert.Null(records[1].Attributes);
        Assert.Null(records[1].ReceiptHandle);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Records":null}""")]
    [InlineData("""{"version":"2.0","rawPath":"/"}""")]
    public void An_event_without_records_has_none(string json) => Assert.Null(Read(json).Records);

    [Fact]
    public void A_record_may_be_null_and_its_parts_too()
    {
        var records = Read("""{"Records":[null,{},{"messageId":null,"body":null,"attributes":null},{"attributes":{"a":null}}]}""").Records;

        Assert.NotNull(records);
        Assert.Equal(4, records.Count);
        Assert.Null(records[0]);
        Assert.Null(records[1].MessageId);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("""{"Records":{}}""")]
    [InlineData("""{"Records":[1]}""")]
    [InlineData("""{"Records":[{"messageId":1}]}""")]
    [InlineData("""{"Records":[{"attributes":{"SentTimestamp":1545082649183}}]}""")]
    [InlineData("""{"Records":[{"body":"\ud83d"}]}""")]
    [InlineData("""{"Records":[]} x""")]
    [InlineData("""{"Records":[],}""")]
    public void What_is_no_batch_is_refused_with_its_place_and_nothing_of_its_text(string json)
    {
        var fault = Assert.Throws<InvalidEventException>(() => Read(json));

        Assert.StartsWith("The event is", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_that_was_cut_off_anywhere_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Sample);

        for (var length = 0; length < whole.Length; length++)
        {
            using var stream = new MemoryStream(whole, 0, length);
            Assert.Throws<InvalidEventException>(() => Serializer.Deserialize<SQSEvent>(stream));
        }
    }

    [Fact]
    public void A_changed_batch_is_read_or_refused_and_nothing_else()
    {
        var whole = Encoding.UTF8.GetBytes(Sample);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            var json = whole.ToArray();
            foreach (var (at, value) in changes)
                json[at] = value;
            try
            {
                using var stream = new MemoryStream(json);
                Assert.NotNull(Serializer.Deserialize<SQSEvent>(stream));
            }
            catch (InvalidEventException fault)
            {
                Assert.StartsWith("The event", fault.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void An_answer_is_what_Lambda_reads()
    {
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"059f36b4"},{"itemIdentifier":"2e1424d4"}]}""",
            Write(new SQSBatchResponse { BatchItemFailures = [new() { ItemIdentifier = "059f36b4" }, new() { ItemIdentifier = "2e1424d4" }] }));
        Assert.Equal("""{"batchItemFailures":[]}""", Write(new SQSBatchResponse()));
    }

    [Fact]
    public void A_type_that_the_context_does_not_know_is_named()
    {
        using var stream = new MemoryStream("{}"u8.ToArray());

        var fault = Assert.Throws<InvalidOperationException>(() => new SourceGeneratorLambdaJsonSerializer<NothingJson>().Deserialize<SQSEvent>(stream));

        Assert.Contains(nameof(SQSEvent), fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NothingJson), fault.Message, StringComparison.Ordinal);
    }

    private static SQSEvent Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Serializer.Deserialize<SQSEvent>(stream);
    }

    private static string Write(SQSBatchResponse response)
    {
        using var stream = new MemoryStream();
        Serializer.Serialize(response, stream);
        using var document = JsonDocument.Parse(stream.ToArray());
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

/// <summary>A context of none of the types.</summary>
[JsonSerializable(typeof(int))]
internal sealed partial class NothingJson : JsonSerializerContext;
