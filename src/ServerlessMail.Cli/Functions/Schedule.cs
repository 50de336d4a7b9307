using System.Buffers;
using System.Text.Json;
using ServerlessMail.Cli.Functions.Gateway;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Cli.Functions;

/// <summary>What EventBridge's schedule is on AWS: invokes a function again and again, one invocation after the other.</summary>
/// <param name="region">Of the schedule.</param>
/// <param name="every">The pause between the end of one and the start of the next.</param>
/// <param name="invoke">Runs the function on an event.</param>
/// <param name="time">The clock of the waits and of the events.</param>
internal sealed class Schedule(string region, TimeSpan every, Func<ReadOnlyMemory<byte>, CancellationToken, Task<InvocationResult>> invoke, TimeProvider time)
{
    /// <summary>Goes on until it is told to stop. What fails is told by the function's fleet, and the next one goes on.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await invoke(Event(), ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(every, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html</summary>
    private ReadOnlyMemory<byte> Event()
    {
        var now = time.GetUtcNow();
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("version", "0");
        json.WriteString("id", Guid.CreateVersion7(now));
        json.WriteString("detail-type", "Scheduled Event");
        json.WriteString("source", "aws.events");
        json.WriteString("account", GatewayEvent.AccountId);
        json.WriteString("time", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("region", region);
        json.WriteStartArray("resources");
        json.WriteStringValue($"arn:aws:events:{region}:{GatewayEvent.AccountId}:rule/serverlessmail-sweeper");
        json.WriteEndArray();
        json.WriteStartObject("detail");
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
