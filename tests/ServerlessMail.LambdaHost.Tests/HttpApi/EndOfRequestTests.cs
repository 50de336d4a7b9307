using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

/// <summary>Requests whose time is up, that are aborted, that fail.</summary>
public class EndOfRequestTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string InTenSeconds = "Lambda-Runtime-Deadline-Ms: " + Start.AddSeconds(10).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_whose_time_is_up_is_cancelled_and_its_caller_told_in_JSON()
    {
        var answer = await RunAsync(async context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            context.Response.OnStarting(() => throw new FormatException());
            "half"u8.CopyTo(context.Response.BodyWriter.GetSpan(4));
            context.Response.BodyWriter.Advance(4);
            await UntilCancelledAsync(context);
        });

        Assert.Equal(504, answer.Status);
        Assert.Equal("""{"message":"The request took too long."}""", answer.Text);
        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.DoesNotContain("Location", answer.Headers.Keys);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(499)]
    public async Task Middleware_that_keeps_the_cancellation_to_itself_changes_nothing(int status)
    {
        var answer = await RunAsync(async context =>
        {
            context.Response.Headers.XFrameOptions = "DENY";
            try
            {
                await UntilCancelledAsync(context);
            }
            catch (OperationCanceledException)
            {
                context.Response.StatusCode = status;
            }
        });

        Assert.Equal(504, answer.Status);
    }

    [Theory]
    [InlineData(303, "")]
    [InlineData(204, "")]
    [InlineData(422, "")]
    [InlineData(200, "late")]
    public async Task What_was_answered_late_is_an_answer(int status, string body)
    {
        var answer = await RunAsync(async context =>
        {
            _time.Advance(TimeSpan.FromSeconds(11));
            context.Response.StatusCode = status;
            if (body.Length > 0)
                await context.Response.WriteAsync(body, CancellationToken.None);
        });

        Assert.Equal((status, body), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_request_that_was_over_before_it_began_is_answered()
    {
        var answer = await App.AnswerAsync(
            context =>
            {
                Assert.True(context.RequestAborted.IsCancellationRequested);
                context.RequestAborted.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            },
            null,
            _time,
            "Lambda-Runtime-Deadline-Ms: -5");

        Assert.Equal(504, answer.Status);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_by_the_deadline_is_not_sent_as_a_whole_one()
    {
        var call = await CallAsync(async context =>
        {
            await context.Response.WriteAsync("half of it", CancellationToken.None);
            await UntilCancelledAsync(context);
        });

        Assert.Equal("invocation/id-0/error", call.What);
        Assert.DoesNotContain("half of it", call.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_application_aborted_is_an_error_and_no_answer(bool hasStarted)
    {
        var call = await CallAsync(async context =>
        {
            if (hasStarted)
                await context.Response.WriteAsync("half of it", Ct);
            context.Abort();
            Assert.True(context.RequestAborted.IsCancellationRequested);
            context.Abort();
        });

        Assert.Equal("invocation/id-0/error", call.What);
        Assert.DoesNotContain("half of it", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_thrown_by_whoever_is_told_of_the_abort_does_not_reach_the_application()
    {
        var isThrown = false;

        await CallAsync(context =>
        {
            context.RequestAborted.Register(() => throw new FormatException());
            try
            {
                context.Abort();
            }
            catch (AggregateException)
            {
                isThrown = true;
            }

            return Task.CompletedTask;
        });

        Assert.False(isThrown);
    }

    [Fact]
    public async Task An_abort_after_the_end_harms_nothing()
    {
        HttpContext? late = null;
        await App.AnswerAsync(context =>
        {
            late = context;
            return Task.CompletedTask;
        });

        Assert.NotNull(late);
        late.Abort();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_application_throws_is_an_error_and_the_next_request_is_served(bool hasStarted)
    {
        var calls = await App.CallsAsync(app => app.Use((HttpContext context, RequestDelegate _) => FailOnceAsync(context)), [GatewayEvent.Minimal, GatewayEvent.Minimal]);

        Assert.Equal(["invocation/id-0/error", "invocation/id-1/response"], calls.Select(call => call.What));
        Assert.Contains("System.FormatException", calls[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", calls[0].Text, StringComparison.Ordinal);
        Assert.Equal("fine", new Answer(calls[1]).Text);

        async Task FailOnceAsync(HttpContext context)
        {
            if (context.TraceIdentifier == "id-1" || hasStarted)
                await context.Response.WriteAsync("fine", Ct);
            if (context.TraceIdentifier == "id-0")
                throw new FormatException("secret");
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task A_request_that_the_application_finds_bad_is_answered_as_a_server_does(int status)
    {
        var answer = await App.AnswerAsync(context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            throw new BadHttpRequestException("secret", status);
        });

        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain("secret", answer.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", answer.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_another_source_is_an_error_that_says_why_and_the_application_is_not_asked()
    {
        var count = 0;

        var calls = await App.CallsAsync(
            app => app.Run(_ =>
            {
                count++;
                return Task.CompletedTask;
            }),
            ["""{"Records":[]}""", "", """{"version":"2.0","body":"A","isBase64Encoded":true}""", GatewayEvent.Minimal]);

        Assert.Equal(["invocation/id-0/error", "invocation/id-1/error", "invocation/id-2/error", "invocation/id-3/response"], calls.Select(call => call.What));
        Assert.All(calls.Take(3), call => Assert.Equal(typeof(InvalidEventException).FullName, call.Headers["Lambda-Runtime-Function-Error-Type"]));
        Assert.Contains("payload format 2.0", calls[0].Text, StringComparison.Ordinal);
        Assert.Contains("empty", calls[1].Text, StringComparison.Ordinal);
        Assert.Contains("Base64", calls[2].Text, StringComparison.Ordinal);
        Assert.Equal(1, count);
    }

    private async Task UntilCancelledAsync(HttpContext context)
    {
        var waiting = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        Assert.False(context.RequestAborted.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(10));
        await waiting;
    }

    private Task<Answer> RunAsync(RequestDelegate app) => App.AnswerAsync(app, null, _time, InTenSeconds);

    private Task<ApiCall> CallAsync(RequestDelegate app) => App.CallAsync(pipeline => pipeline.Run(app), GatewayEvent.Minimal, _time, InTenSeconds);
}
