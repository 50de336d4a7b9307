using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Lambda.Logging;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Tests.Logging;

public sealed partial class JsonLogTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly InvocationScope _scope = new();
    private readonly JsonLog _log;

    public JsonLogTests() =>
        _log = new JsonLog(new LineOutput(_output), _scope, FunctionKind.Sender, LogLevel.Information, new FakeTimeProvider(Function.Start));

    private ILogger Ours => _log.CreateLogger("ServerlessMail.Core.Sending.SettleClaim");

    public void Dispose()
    {
        _log.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void A_line_has_the_moment_the_request_and_each_value_under_its_name()
    {
        _scope.Begin("request-1");
        Waits(Ours, "01M87G7E5KPB5HBV21R96XEPJR", "pace");
        var line = Assert.Single(Lines());
        Assert.Equal(
            """{"timestamp":"2026-11-24T04:00:30Z","level":"WARN","function":"sender","requestId":"request-1","coldStart":true,"message":"Message 01M87G7E5KPB5HBV21R96XEPJR waits (pace).","event":"Waits","messageId":"01M87G7E5KPB5HBV21R96XEPJR","reason":"pace","category":"ServerlessMail.Core.Sending.SettleClaim"}""",
            line.GetRawText());
    }

    [Fact]
    public void Only_the_first_invocation_is_a_cold_start()
    {
        _scope.Begin("request-1");
        _scope.Begin("request-2");
        Says(Ours, "Warm.");
        Assert.False(Assert.Single(Lines()).TryGetProperty("coldStart", out _));
    }

    [Fact]
    public void A_line_break_in_a_value_begins_no_new_line()
    {
        Says(Ours, "one\n{\"level\":\"FATAL\"}\r\u2028two");
        Assert.Single(Lines());
    }

    [Fact]
    public void An_exceptions_text_is_told_only_where_no_visitor_can_have_a_part_in_it()
    {
        Failed(Ours, new InvalidOperationException("ada@example.org is no address."));
        Failed(Ours, new SocketException(111));
        Failed(Ours, new AmazonDynamoDBException("ada@example.org") { ErrorCode = "ValidationException", StatusCode = System.Net.HttpStatusCode.BadRequest });
        var lines = Lines();
        Assert.All(lines, line => Assert.DoesNotContain("ada", line.GetRawText(), StringComparison.Ordinal));
        Assert.Equal("System.InvalidOperationException", lines[0].GetProperty("exception").GetProperty("type").GetString());
        Assert.True(lines[1].GetProperty("exception").TryGetProperty("text", out _));
        Assert.Equal("ValidationException", lines[2].GetProperty("exception").GetProperty("code").GetString());
    }

    [Fact]
    public void The_frameworks_own_lines_are_told_from_warnings_on()
    {
        var framework = _log.CreateLogger("Microsoft.AspNetCore.Routing");
        Says(framework, "Chatter.");
        Failed(framework, null);
        Assert.Equal("It failed.", Assert.Single(Lines()).GetProperty("message").GetString());
    }

    [Fact]
    public void Lines_of_many_at_once_do_not_mix()
    {
        var ours = Ours;
        Parallel.For(0, 200, number => Counts(ours, number));
        Assert.Equal(200, Lines().Select(line => line.GetProperty("number").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    private List<JsonElement> Lines() =>
        [.. Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} waits ({Reason}).")]
    private static partial void Waits(ILogger logger, string messageId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Text}")]
    private static partial void Says(ILogger logger, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "Number {Number}.")]
    private static partial void Counts(ILogger logger, int number);

    [LoggerMessage(Level = LogLevel.Error, Message = "It failed.")]
    private static partial void Failed(ILogger logger, Exception? fault);
}
