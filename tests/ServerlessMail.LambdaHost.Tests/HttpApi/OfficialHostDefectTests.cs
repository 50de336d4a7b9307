using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

/// <summary>What Amazon.Lambda.AspNetCoreServer gets wrong, and this host must not.</summary>
public class OfficialHostDefectTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_aborted_at_the_deadline()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var isAborted = false;

        await App.AnswerAsync(
            async context =>
            {
                var waiting = Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                time.Advance(TimeSpan.FromSeconds(3));
                try
                {
                    await waiting;
                }
                catch (OperationCanceledException)
                {
                    isAborted = true;
                }
            },
            null,
            time,
            "Lambda-Runtime-Deadline-Ms: " + 3000.ToString(CultureInfo.InvariantCulture));

        Assert.True(isAborted);
    }

    [Fact]
    public async Task What_waits_for_the_start_is_called()
    {
        var answer = await App.AnswerAsync(context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Started"] = "1";
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        });

        Assert.Equal("1", answer.Headers["X-Started"]);
    }

    [Fact]
    public async Task A_path_that_begins_like_the_stage_is_no_path_of_the_stage()
    {
        var answer = await App.AnswerAsync(context => context.Response.WriteAsync(context.Request.PathBase + "|" + context.Request.Path, Ct), GatewayEvent.Of("GET", "/v10x", "v1"));

        Assert.Equal("|/v10x", answer.Text);
    }

    [Fact]
    public async Task The_smallest_event_is_served()
    {
        var call = await App.CallAsync(context => context.Response.WriteAsync(context.Request.Method + context.Request.Path, Ct));

        Assert.Equal("GET/", new Answer(call).Text);
    }

    [Fact]
    public async Task An_error_that_nobody_handles_is_the_invocation_s_error_and_no_empty_answer()
    {
        var call = await App.CallAsync(_ => throw new FormatException());

        Assert.Equal("invocation/id-0/error", call.What);
        Assert.Equal("System.FormatException", call.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    [Fact]
    public async Task An_answer_without_a_type_has_none_rather_than_null()
    {
        var call = await App.CallAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        Assert.DoesNotContain("null", call.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Type", new Answer(call).Headers.Keys);
    }
}
