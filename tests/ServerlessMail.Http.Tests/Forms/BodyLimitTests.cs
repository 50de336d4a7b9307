using System.Net;
using System.Text;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>How much of a body is read, how long it may take, and what becomes of one that never ends.</summary>
public class BodyLimitTests
{
    private static readonly HttpSettings Settings = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exactly_256_KB_are_read(bool chunked)
    {
        await using var app = await HttpApp.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await app.Client.SendAsync(OfSize(ReadBody.MaxBytes, chunked), Ct)).StatusCode);
    }

    [Theory]
    [InlineData(ReadBody.MaxBytes + 1, false)]
    [InlineData(ReadBody.MaxBytes + 1, true)]
    [InlineData(10_000_000, true)]
    [InlineData(10_000_000, false)]
    public async Task More_is_refused_however_it_is_sent(int size, bool chunked)
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(OfSize(size, chunked), Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(["contact: too-large 1"], await app.RefusedAsync());
        Assert.Empty(app.Store.Messages.All);
    }

    [Fact]
    public async Task What_announces_too_much_is_refused_before_it_is_sent()
    {
        await using var app = await HttpApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app);

        await connection.SendAsync(Head("Content-Length: 999999999999"));

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await connection.ReadStatusAsync());
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_refused()
    {
        await using var app = await HttpApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app);

        await connection.SendAsync(Head("Content-Length: 100") + "name=Ada&");
        await app.Time.UntilTimerAsync(Settings.BodyWithin, Ct);
        app.Time.Advance(Settings.BodyWithin);

        Assert.Equal("HTTP/1.1 408 Request Timeout", await connection.ReadStatusAsync());
        Assert.Equal(["contact: too-slow 1"], await app.RefusedAsync());
        Assert.Equal([], app.Log.Errors);
    }

    [Fact]
    public async Task A_body_that_drips_in_has_no_more_time()
    {
        await using var app = await HttpApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app);

        await connection.SendAsync(Head("Transfer-Encoding: chunked"));
        await app.Time.UntilTimerAsync(Settings.BodyWithin, Ct);
        for (var second = 0; second < (int)Settings.BodyWithin.TotalSeconds; second++)
        {
            await connection.SendAsync("1\r\na\r\n");
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("HTTP/1.1 408 Request Timeout", await connection.ReadStatusAsync());
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("5\r\nname=Ada")]
    [InlineData("-1\r\n\r\n")]
    public async Task Broken_chunks_are_refused(string chunks)
    {
        await using var app = await HttpApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app);

        await connection.SendAsync(Head("Transfer-Encoding: chunked") + chunks);

        Assert.Equal("HTTP/1.1 422 Unprocessable Entity", await connection.ReadStatusAsync());
        Assert.Equal(["contact: malformed 1"], await app.RefusedAsync());
        Assert.Equal([], app.Log.Errors);
    }

    [Fact]
    public async Task A_visitor_who_leaves_in_the_middle_leaves_nothing_behind()
    {
        await using var app = await HttpApp.StartAsync();
        using (var connection = await RawConnection.OpenAsync(app))
        {
            await connection.SendAsync(Head("Content-Length: 100") + "name=Ada&email=ada@example.org&");
            await app.Time.UntilTimerAsync(Settings.BodyWithin, Ct);
            connection.Reset();
        }

        await app.Ended;

        Assert.Empty(app.Store.Messages.All);
        Assert.All(await app.RefusedAsync(), refused => Assert.Equal("contact: malformed 1", refused));
        Assert.Equal([], app.Log.Errors);
    }

    [Fact]
    public async Task A_visitor_who_leaves_after_the_last_byte_has_posted()
    {
        await using var app = await HttpApp.StartAsync();
        using (var connection = await RawConnection.OpenAsync(app))
        {
            app.Store.Intake.Door.Meanwhile("ReadAsync", () =>
            {
                connection.Reset();
                return Task.CompletedTask;
            });
            const string body = "name=Ada&email=ada@example.org";
            await connection.SendAsync(Head($"Content-Length: {body.Length}") + body);
            await app.Ended;
        }

        Assert.Single(app.Store.Messages.All);
        Assert.Equal([], app.Log.Errors);
    }

    private static HttpRequestMessage OfSize(int size, bool chunked)
    {
        const string start = "name=Ada&email=ada@example.org";
        var body = new StringBuilder(start);
        // Fields of 18,000 characters: none is too long by itself.
        while (body.Length < size)
            body.Append("&m=").Append('a', Math.Max(0, Math.Min(18_000, size - body.Length - 3)));
        body.Length = size;
        var post = Post.Of("application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(body.ToString()));
        post.Headers.TransferEncodingChunked = chunked;
        return post;
    }

    private static string Head(string length) =>
        $"POST /f/contact HTTP/1.1\r\nHost: forms.example\r\nContent-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\nConnection: close\r\n{length}\r\n\r\n";
}
