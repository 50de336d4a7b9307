using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ServerlessMail.Cli.Functions.Runtime;
using ServerlessMail.Testing.Native;

namespace ServerlessMail.Cli.Tests.Functions;

/// <summary>The published program, native and managed, on events that are not what its functions are for: one process takes them all and goes on.</summary>
public sealed class PublishedProgramTests
{
    private const string Queues = "http://127.0.0.1:9/000000000000/serverless-mail-";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _lines = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string> Functions { get; } = new()
    {
        { false, "api" },
        { false, "sender" },
        { false, "feedback" },
        { true, "api" },
        { true, "sender" },
        { true, "feedback" },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task What_is_no_event_of_the_function_fails_alone_and_the_process_goes_on(bool isNative, string function)
    {
        await using var process = await StartAsync(isNative, function);
        foreach (var payload in NoEvents())
        {
            var result = await process.InvokeAsync(payload, Timeout, Ct);
            Assert.True(result is InvocationResult.Failed, $"{Encoding.UTF8.GetString(payload.AsSpan(0, Math.Min(payload.Length, 60)))} → {result}\n{string.Join('\n', _lines)}");
        }

        Assert.False(process.HasEnded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_table_and_queue_out_of_reach_a_visitor_is_asked_to_come_back_and_a_record_comes_back(bool isNative)
    {
        await using var api = await StartAsync(isNative, "api");
        var answer = Assert.IsType<InvocationResult.Answered>(await api.InvokeAsync(await EventAsync("api-form.json"), Timeout, Ct));
        Assert.Equal(503, JsonElement.Parse(answer.Payload.Span).GetProperty("statusCode").GetInt32());

        await using var sender = await StartAsync(isNative, "sender");
        var records = await EventAsync("sender-one.json");
        var failed = Assert.IsType<InvocationResult.Answered>(await sender.InvokeAsync(records, Timeout, Ct));
        Assert.Equal(1, JsonElement.Parse(failed.Payload.Span).GetProperty("batchItemFailures").GetArrayLength());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_without_its_settings_tells_Lambda_which_are_missing(bool isNative)
    {
        await using var process = await StartAsync(isNative, "sweeper", ("SMAIL_TABLE", null));
        var failed = Assert.IsType<InvocationResult.InitFailed>(await process.InvokeAsync("{}"u8.ToArray(), Timeout, Ct));
        Assert.Contains("SMAIL_TABLE", failed.ErrorMessage, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> NoEvents()
    {
        yield return [];
        yield return "null"u8.ToArray();
        yield return "[]"u8.ToArray();
        yield return "{"u8.ToArray();
        yield return "\"text\""u8.ToArray();
        yield return [0xff, 0xfe, 0x00];
        yield return """{"Records":[{"body":"no id"}]}"""u8.ToArray();
        yield return """{"version":"1.0","httpMethod":"POST","path":"/f/demo"}"""u8.ToArray();
        yield return """{"source":"aws.events","detail-type":"Scheduled Event"}"""u8.ToArray();
        yield return """{"version":"2.0","body":"!","isBase64Encoded":true}"""u8.ToArray();
        yield return Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', 5_000_000)}\"");
    }

    private static async Task<byte[]> EventAsync(string name) =>
        await File.ReadAllBytesAsync(Path.Combine(ServerlessMail.Testing.Emulators.TestsDirectory.Path, "events", name), Ct);

    private async Task<FunctionProcess> StartAsync(bool isNative, string function, params (string Name, string? Value)[] changes)
    {
        var directory = isNative ? NativeProgram.Directory : AppContext.BaseDirectory;
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["SMAIL_FUNCTION"] = function,
            ["SMAIL_TABLE"] = "mail",
            ["SMAIL_QUEUE_URGENT"] = $"{Queues}urgent",
            ["SMAIL_QUEUE_NORMAL"] = $"{Queues}normal",
            ["SMAIL_QUEUE_BULK"] = $"{Queues}bulk",
            ["SMAIL_QUEUE_FEEDBACK"] = $"{Queues}feedback",
            ["SMAIL_CONFIGURATION_SET"] = "mail",
            ["SMAIL_FEEDBACK_TOPIC"] = "arn:aws:sns:eu-central-1:000000000000:feedback",
            ["SMAIL_TIMINGS"] = "local",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://127.0.0.1:9",
            ["AWS_ENDPOINT_URL_SQS"] = "http://127.0.0.1:9",
        };
        foreach (var (name, value) in changes)
            settings[name] = value;
        var program = FunctionProgram.Find(directory) ?? throw new InvalidOperationException($"{directory} has no program.");
        return await FunctionProcess.StartAsync(program, new FunctionEnvironment { Name = $"mail-{function}", Settings = settings }, _lines.Enqueue, TimeProvider.System, Ct);
    }
}
