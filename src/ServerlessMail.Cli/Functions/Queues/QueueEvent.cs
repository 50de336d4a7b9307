using System.Buffers;
using System.Text.Json;
using Amazon.SQS.Model;

namespace ServerlessMail.Cli.Functions.Queues;

/// <summary>Writes records of a queue as the event that an event source mapping gives a function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html</remarks>
internal static class QueueEvent
{
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Message> records, string queueArn, string region)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("Records");
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteString("messageId", record.MessageId);
            json.WriteString("receiptHandle", record.ReceiptHandle);
            json.WriteString("body", record.Body);
            json.WriteStartObject("attributes");
            foreach (var (name, value) in record.Attributes ?? [])
                json.WriteString(name, value);
            json.WriteEndObject();
            WriteMessageAttributes(json, record);
            json.WriteString("md5OfBody", record.MD5OfBody);
            json.WriteString("eventSource", "aws:sqs");
            json.WriteString("eventSourceARN", queueArn);
            json.WriteString("awsRegion", region);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMessageAttributes(Utf8JsonWriter json, Message record)
    {
        json.WriteStartObject("messageAttributes");
        foreach (var (name, value) in record.MessageAttributes ?? [])
        {
            json.WriteStartObject(name);
            if (value.BinaryValue is { } binary)
                json.WriteBase64String("binaryValue", binary.ToArray());
            else
                json.WriteString("stringValue", value.StringValue);
            json.WriteString("dataType", value.DataType);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
