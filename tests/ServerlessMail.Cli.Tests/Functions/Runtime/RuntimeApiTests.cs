using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Cli.Functions.Runtime;

namespace ServerlessMail.Cli.Tests.Functions.Runtime;

public sealed class RuntimeApiTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:lambda:eu-central-1:000000000000:function:api";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private RuntimeApi? _api;
    private FakeRuntime? _program;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RuntimeApi Api => _api ?? throw new InvalidOperationException("It was not started.");

    private FakeRuntime Program => _program ?? throw new InvalidOperationException("It was not started.");

    public async ValueTask InitializeAsync()
    {
        _api = await RuntimeApi.StartAsync(Arn, _time, initWithin: null, Ct);
        _program = new FakeRuntime(_api);
    }

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await Api.DisposeAsync();
    }

    [Fact]
    public async Task An_event_is_handed_over_with_its_headers_and_the_answer_comes_back()
    {
        var invoked = InvokeAsync("""{"a":1}""");
        var (id, payload, header) = await Program.NextAsync();

        Assert.Equal("""{"a":1}""", payload);
        Assert.True(Guid.TryParse(id, out _));
        Assert.Equal((_time.GetUtcNow() + Long).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), header("Lambda-Runtime-Deadline-Ms"));
        Assert.Equal(Arn, header("Lambda-Runtime-Invoked-Function-Arn"));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", header("Lambda-Runtime-Trace-Id"));

        Assert.Equal((HttpStatusCode.Accepted, """{"status":"OK"}"""), await Program.AnswerAsync(id, "\"done\""));
        Assert.Equal("\"done\"", Text(await invoked));
    }

    [Fact]
    public async Task A_program_that_waits_for_work_gets_the_next_event()
    {
        var asked = Program.NextAsync();
        await Api.ReadyAsync(Ct);
        for (var i = 0; i < 3; i++)
        {
            var invoked = InvokeAsync($"{i}");
            var (id, payload, _) = await asked;
            await Program.AnswerAsync(id, payload);
            asked = Program.NextAsync();
            Assert.Equal($"{i}", Text(await invoked));
        }

        await Api.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked.WaitAsync(Ct));
    }

    [Fact]
    public async Task An_error_is_told_with_its_type_and_message()
    {
        var invoked = InvokeAsync("{}");
        var (id, _, _) = await Program.NextAsync();
        await Program.FailAsync(id, """{"errorMessage":"no table","errorType":"Config","stackTrace":[]}""");

        Assert.Equal(new InvocationResult.Failed("Config", "no table"), await invoked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"errorMessage":7}""")]
    [InlineData("null")]
    public async Task An_error_that_nobody_can_read_is_an_error_of_the_headers_type(string body)
    {
        var invoked = InvokeAsync("{}");
        var (id, _, _) = await Program.NextAsync();
        await Program.PostAsync($"invocation/{id}/error", body, ("Lambda-Runtime-Function-Error-Type", "Runtime.Odd"));

        Assert.Equal("Runtime.Odd", Assert.IsType<InvocationResult.Failed>(await invoked).ErrorType);
    }

    [Fact]
    public async Task An_init_error_ends_the_environment()
    {
        var invoked = InvokeAsync("{}");
        Assert.Equal(HttpStatusCode.Accepted, (await Program.FailInitAsync("""{"errorMessage":"SMAIL_TABLE is missing","errorType":"Config"}""")).Status);

        var failed = new InvocationResult.InitFailed("Config", "SMAIL_TABLE is missing");
        Assert.Equal(failed, await invoked);
        Assert.Equal(failed, await InvokeAsync("{}"));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_over_an_event_is_timed_out_and_its_late_answer_refused()
    {
        var invoked = InvokeAsync("{}");
        var (id, _, _) = await Program.NextAsync();
        _time.Advance(Long);

        Assert.Equal(new InvocationResult.TimedOut(IsStarting: false), await invoked);
        var (status, body) = await Program.AnswerAsync(id, "{}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("InvalidRequestID", body, StringComparison.Ordinal);
        Assert.Equal(new InvocationResult.TimedOut(IsStarting: false), await InvokeAsync("{}"));
    }

    [Fact]
    public async Task A_program_that_never_asks_for_work_is_timed_out()
    {
        var invoked = InvokeAsync("{}");
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new InvocationResult.TimedOut(IsStarting: true), await invoked);
    }

    [Fact]
    public async Task A_slow_start_takes_nothing_from_the_time_for_the_event()
    {
        var invoked = InvokeAsync("{}");
        _time.Advance(TimeSpan.FromSeconds(9));
        var (id, _, header) = await Program.NextAsync();

        Assert.Equal((_time.GetUtcNow() + Long).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), header("Lambda-Runtime-Deadline-Ms"));
        await Program.AnswerAsync(id, "1");
        Assert.Equal("1", Text(await invoked));
    }

    [Fact]
    public async Task A_crash_is_told_to_who_waits_and_to_who_comes_later()
    {
        var invoked = InvokeAsync("{}");
        await Program.NextAsync();
        Api.End(new InvocationResult.Crashed("exit code 7"));

        Assert.Equal(new InvocationResult.Crashed("exit code 7"), await invoked);
        Assert.Equal(new InvocationResult.Crashed("exit code 7"), await InvokeAsync("{}"));
    }

    [Fact]
    public async Task An_answer_to_another_event_changes_nothing()
    {
        var invoked = InvokeAsync("{}");
        var (id, _, _) = await Program.NextAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await Program.AnswerAsync("8476a536-e9f4-11e8-9739-2dfe598c3fcd", "{}")).Status);
        await Program.AnswerAsync(id, "2");
        Assert.Equal("2", Text(await invoked));
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_refused_and_fails_the_invocation()
    {
        var invoked = InvokeAsync("{}");
        var (id, _, _) = await Program.NextAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Program.AnswerAsync(id, new string('x', RuntimeServer.MaxAnswer + 1))).Status);
        Assert.Equal("Function.ResponseSizeTooLarge", Assert.IsType<InvocationResult.Failed>(await invoked).ErrorType);
    }

    [Fact]
    public async Task A_program_that_dropped_its_wait_gets_the_event_when_it_asks_again()
    {
        using (var drop = CancellationTokenSource.CreateLinkedTokenSource(Ct))
        {
            var dropped = Program.NextAsync(drop.Token);
            await Api.ReadyAsync(Ct);
            await drop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped.WaitAsync(CancellationToken.None));
        }

        var invoked = InvokeAsync("3");
        var (id, payload, _) = await Program.NextAsync();
        await Program.AnswerAsync(id, payload);
        Assert.Equal("3", Text(await invoked));
    }

    [Fact]
    public async Task A_second_invocation_at_once_is_a_defect()
    {
        var first = InvokeAsync("{}");
        await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync("{}"));
        Api.End(new InvocationResult.Crashed("over"));
        await first;
    }

    private Task<InvocationResult> InvokeAsync(string payload) => Api.InvokeAsync(Encoding.UTF8.GetBytes(payload), Long, Ct);

    private static string Text(InvocationResult result) => Encoding.UTF8.GetString(Assert.IsType<InvocationResult.Answered>(result).Payload.Span);
}
