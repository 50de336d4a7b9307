using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerlessMail.LambdaHost.Tests.Gateway;

namespace ServerlessMail.LambdaHost.Tests.HttpApi;

public class ResponseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ways => ["body", "array", "writer", "writeasync", "text", "start", "stream-of-writer", "streamwriter", "none", "unflushed"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_waits_for_the_start_is_called_once_in_reverse_order_before_the_headers_go(string way)
    {
        var order = new List<string>();

        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.OnStarting(() => Note("first"));
            context.Response.OnStarting(() => Note("second"));
            await WriteAsync(context.Response, way);
            await WriteAsync(context.Response, way);

            Task Note(string name)
            {
                Assert.False(context.Response.HasStarted);
                order.Add(name);
                context.Response.Headers["X-Order"] = string.Join(' ', order);
                context.Response.StatusCode = 202;
                return Task.CompletedTask;
            }
        });

        Assert.Equal(["second", "first"], order);
        Assert.Equal("second first", answer.Headers["X-Order"]);
        Assert.Equal(202, answer.Status);
        Assert.Equal(way is "none" or "start" ? "" : "hellohello", answer.Text);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nothing_of_the_head_changes_once_it_has_started(string way)
    {
        await App.AnswerAsync(async context =>
        {
            Assert.False(context.Response.HasStarted);
            context.Response.StatusCode = 201;
            await WriteAsync(context.Response, way);

            Assert.Equal(way is not ("none" or "unflushed"), context.Response.HasStarted);
            if (!context.Response.HasStarted)
                return;
            Assert.Throws<InvalidOperationException>(() => context.Response.StatusCode = 500);
            Assert.Throws<InvalidOperationException>(() => context.Response.Headers["X-Late"] = "1");
            Assert.Throws<InvalidOperationException>(() => context.Response.OnStarting(() => Task.CompletedTask));
            Assert.Throws<InvalidOperationException>(() => context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Late");
        });
    }

    [Fact]
    public async Task What_waits_for_the_start_may_write_by_itself()
    {
        var count = 0;

        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.OnStarting(() =>
            {
                count++;
                return Task.CompletedTask;
            });
            context.Response.OnStarting(() => context.Response.WriteAsync("before ", Ct));
            await context.Response.Body.WriteAsync("after"u8.ToArray(), Ct);
        });

        Assert.Equal(1, count);
        Assert.Equal("before after", answer.Text);
    }

    [Fact]
    public async Task An_answer_can_be_begun_anew_until_it_has_started()
    {
        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.StatusCode = 500;
            context.Response.Headers["X-Wrong"] = "1";
            context.Response.Clear();
            await context.Response.WriteAsync("right", Ct);
        });

        Assert.Equal((200, "right"), (answer.Status, answer.Text));
        Assert.Empty(answer.Headers);
    }

    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(3, null, "3456789")]
    [InlineData(3, 4, "3456")]
    [InlineData(0, 0, "")]
    public async Task A_file_is_sent(int offset, int? count, string text)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, "0123456789", Ct);
        try
        {
            var answer = await App.AnswerAsync(context => context.Response.SendFileAsync(file, offset, count, Ct));

            Assert.Equal(text, answer.Text);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Writing_that_would_block_is_refused_as_on_Kestrel()
    {
        await App.AnswerAsync(context =>
        {
            Assert.Throws<InvalidOperationException>(() => context.Response.Body.Write([1], 0, 1));
            Assert.Throws<InvalidOperationException>(() => context.Response.Body.WriteByte(1));
            Assert.Throws<InvalidOperationException>(() => context.Response.Body.Write([1]));
            Assert.Throws<InvalidOperationException>(context.Response.Body.Flush);
            Assert.False(context.Response.Body.CanRead || context.Response.Body.CanSeek);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Middleware_that_replaces_the_body_sees_what_is_written_and_can_change_it()
    {
        var answer = await App.AnswerAsync(async context =>
        {
            var real = context.Response.Body;
            using var caught = new MemoryStream();
            context.Response.Body = caught;
            await context.Response.WriteAsync("hello", Ct);
            context.Response.Body = real;
            await context.Response.WriteAsync(caught.Length + " bytes", Ct);
        });

        Assert.Equal("5 bytes", answer.Text);
    }

    [Fact]
    public async Task What_waits_for_the_end_is_called_in_reverse_order_after_everything()
    {
        var order = new List<string>();

        await App.AnswerAsync(async context =>
        {
            context.Response.OnCompleted(() => Note("first"));
            context.Response.RegisterForDispose(new Noted(() => order.Add("second")));
            context.Response.RegisterForDisposeAsync(new Noted(() => order.Add("third")));
            context.Response.OnStarting(() => Note("starting"));
            await context.Response.WriteAsync("x", Ct);
            order.Add("app");
        });

        Assert.Equal(["starting", "app", "third", "second", "first"], order);

        Task Note(string name)
        {
            order.Add(name);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_fails_at_the_end_keeps_nothing_else_from_its_end_nor_the_answer_from_the_caller()
    {
        var isEnded = false;

        var answer = await App.AnswerAsync(async context =>
        {
            context.Response.OnCompleted(() =>
            {
                isEnded = true;
                return Task.CompletedTask;
            });
            context.Response.OnCompleted(() => throw new FormatException());
            await context.Response.WriteAsync("done", Ct);
        });

        Assert.True(isEnded);
        Assert.Equal("done", answer.Text);
    }

    [Fact]
    public async Task What_fails_at_the_start_is_the_application_s_fault()
    {
        var isEnded = false;

        var call = await App.CallAsync(context =>
        {
            context.Response.OnStarting(() => throw new FormatException());
            context.Response.RegisterForDispose(new Noted(() => isEnded = true));
            return Task.CompletedTask;
        });

        Assert.Equal("invocation/id-0/error", call.What);
        Assert.Contains("System.FormatException", call.Text, StringComparison.Ordinal);
        Assert.True(isEnded);
    }

    private static async Task WriteAsync(HttpResponse response, string way)
    {
        switch (way)
        {
            case "body":
                await response.Body.WriteAsync("hello"u8.ToArray(), Ct);
                break;
            case "array":
                Func<byte[], int, int, CancellationToken, Task> write = response.Body.WriteAsync;
                await write("_hello_"u8.ToArray(), 1, 5, Ct);
                break;
            case "writer":
                "hello"u8.CopyTo(response.BodyWriter.GetSpan(5));
                response.BodyWriter.Advance(5);
                await response.BodyWriter.FlushAsync(Ct);
                break;
            case "writeasync":
                await response.BodyWriter.WriteAsync("hello"u8.ToArray(), Ct);
                break;
            case "text":
                await response.WriteAsync("hello", Ct);
                break;
            case "start":
                await response.StartAsync(Ct);
                break;
            case "stream-of-writer":
                await response.BodyWriter.AsStream().WriteAsync("hello"u8.ToArray(), Ct);
                break;
            case "streamwriter":
                await using (var text = new StreamWriter(response.Body, leaveOpen: true))
                    await text.WriteAsync("hello");
                break;
            case "unflushed":
                "hello"u8.CopyTo(response.BodyWriter.GetMemory(5).Span);
                response.BodyWriter.Advance(5);
                break;
            default:
                break;
        }
    }

    private sealed class Noted(Action act) : IDisposable, IAsyncDisposable
    {
        public void Dispose() => act();

        public ValueTask DisposeAsync()
        {
            act();
            return ValueTask.CompletedTask;
        }
    }
}
