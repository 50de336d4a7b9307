using System.Buffers;
using System.Text.Json;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.Runtime;

public class FailureTests
{
    private const string Secret = "visitor@example.com";

    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_loop_goes_on()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Gives("two", "{}");

        await Loop.RunAsync(api, (_, context, answer, _) =>
        {
            answer.Write("half an answer"u8);
            return context.AwsRequestId == "one" ? throw new FormatException(Secret) : Task.CompletedTask;
        });

        Assert.Equal(["invocation/next", "invocation/one/error", "invocation/next", "invocation/two/response", "invocation/next"], api.Order);
        Assert.Equal("half an answer", api.Call("invocation/two/response").Text);
    }

    [Fact]
    public async Task The_report_has_the_type_and_the_place_but_not_the_text_of_a_foreign_exception()
    {
        var call = await FailWithAsync(() => throw new FormatException(Secret, new InvalidOperationException(Secret)));

        using var report = JsonDocument.Parse(call.Body);
        Assert.Equal("System.FormatException", report.RootElement.GetProperty("errorType").GetString());
        Assert.Contains(report.RootElement.GetProperty("stackTrace").EnumerateArray(), frame => frame.GetString()!.Contains(nameof(FailureTests), StringComparison.Ordinal)); // frames are text
        Assert.NotEmpty(report.RootElement.GetProperty("errorMessage").GetString() ?? "");
        Assert.DoesNotContain(Secret, call.Text, StringComparison.Ordinal);
        Assert.Equal("System.FormatException", call.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("application/json", call.Headers["Content-Type"]);
        Assert.Equal(["errorMessage", "errorType", "stackTrace"], report.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task The_function_s_log_tells_of_each_failure_in_a_line_of_JSON()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "{}").Gives("two", "{}").Gives("three", "{}").Gives("four", "{}");
        using var log = new MemoryStream();

        await Loop.RunAsync(
            api,
            (_, context, answer, _) =>
            {
                answer.Write(context.AwsRequestId == "four" ? new byte[7 * 1024 * 1024] : "{}"u8);
                return context.AwsRequestId is "one" or "three" ? throw new FormatException(Secret + "\r\n") : Task.CompletedTask;
            },
            faults: log);

        var text = System.Text.Encoding.UTF8.GetString(log.ToArray());
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["one", "three", "four"], lines.Select(line => line.GetProperty("requestId").GetString()));
        Assert.Equal(["System.FormatException", "System.FormatException", "ServerlessMail.AnswerTooLarge"], lines.Select(line => line.GetProperty("errorType").GetString()));
        Assert.All(lines, line => Assert.Equal("ERROR", line.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task The_text_of_a_refused_event_is_kept()
    {
        var call = await FailWithAsync(() => throw new InvalidEventException("The body is not Base64."));

        using var report = JsonDocument.Parse(call.Body);
        Assert.Equal("The body is not Base64.", report.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(typeof(InvalidEventException).FullName, report.RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_handler_that_fails_later_is_reported_like_one_that_fails_at_once()
    {
        var call = await FailWithAsync(async () =>
        {
            await Task.Yield();
            throw new TimeoutException();
        });

        Assert.Contains("System.TimeoutException", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_was_cancelled_by_itself_is_reported()
    {
        var call = await FailWithAsync(() => Task.FromCanceled(new CancellationToken(canceled: true)));

        Assert.Contains("System.Threading.Tasks.TaskCanceledException", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_returns_no_task_is_reported()
    {
        var call = await FailWithAsync(() => Array.Empty<Task>().FirstOrDefault()!); // what a broken handler does

        Assert.Contains("NullReferenceException", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_with_a_name_beyond_ASCII_is_reported_too()
    {
        var call = await FailWithAsync(() => throw new GeweigerdeÉénmaligeException(""));

        Assert.Contains("GeweigerdeÉénmaligeException", JsonDocument.Parse(call.Body).RootElement.GetProperty("errorType").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Geweigerde__nmaligeException", call.Headers["Lambda-Runtime-Function-Error-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generic_exception_is_reported_too()
    {
        var call = await FailWithAsync(() => throw new OfAKindException<Dictionary<string, int>>(""));

        Assert.Contains("OfAKindException", call.Headers["Lambda-Runtime-Function-Error-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deep_stack_is_reported_in_part()
    {
        var call = await FailWithAsync(() => Deep(500));

        using var report = JsonDocument.Parse(call.Body);
        Assert.InRange(report.RootElement.GetProperty("stackTrace").GetArrayLength(), 10, 50);
        Assert.InRange(call.Body.Length, 1, 64 * 1024);
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\0b\r\nc\u001b[31m")]
    [InlineData("\"}],")]
    public async Task Any_text_makes_a_report_that_is_JSON(string text)
    {
        var call = await FailWithAsync(() => throw new InvalidEventException(text));

        using var report = JsonDocument.Parse(call.Body);
        Assert.Equal(text.Replace('\ud800', '\ufffd'), report.RootElement.GetProperty("errorMessage").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Records\":[{\"messageId\":")]
    [InlineData("{\"Records\":\"many\"}")]
    [InlineData("not JSON")]
    public async Task An_event_that_cannot_be_read_is_reported_and_the_handler_not_asked(string payload)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", payload).Gives("two", """{"Records":[]}""");
        var builder = LambdaBootstrapBuilder.Create<SQSEvent, SQSBatchResponse>(
            (batch, _) => Task.FromResult(new SQSBatchResponse { BatchItemFailures = [new() { ItemIdentifier = $"{batch.Records?.Count}" }] }), new SourceGeneratorLambdaJsonSerializer<QueueJson>());

        await Loop.RunAsync(api, builder.On(api));

        Assert.Contains("InvalidEventException", api.Call("invocation/one/error").Text, StringComparison.Ordinal);
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"0"}]}""", api.Call("invocation/two/response").Text);
    }

    [Fact]
    public async Task A_handler_of_a_stream_reads_the_event_and_answers_nothing()
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", "hello").Gives("two", "bye");
        var seen = new List<string>();

        await Loop.RunAsync(api, LambdaBootstrapBuilder.Create(async (input, _) =>
        {
            using var reader = new StreamReader(input);
            seen.Add(await reader.ReadToEndAsync());
        }).On(api));

        Assert.Equal(["hello", "bye"], seen);
        Assert.Empty(api.Call("invocation/one/response").Body);
    }

    private static async Task<ApiCall> FailWithAsync(Func<Task> fault)
    {
        await using var api = new FakeRuntimeApi();
        api.Gives("one", $$"""{"email":"{{Secret}}"}""").Gives("two", "{}");
        await Loop.RunAsync(api, (_, context, _, _) => context.AwsRequestId == "one" ? fault() : Task.CompletedTask);
        Assert.Single(api.Order, "invocation/two/response");
        return api.Call("invocation/one/error");
    }

    private static Task Deep(int depth) => depth == 0 ? throw new InvalidOperationException() : Await(Deep(depth - 1));

    private static async Task Await(Task task) => await task.WaitAsync(CancellationToken.None);

    private sealed class GeweigerdeÉénmaligeException(string message, Exception? inner = null) : Exception(message, inner);

    private sealed class OfAKindException<T>(string message, Exception? inner = null) : Exception(typeof(T).Name + message, inner);
}
