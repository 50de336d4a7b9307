using System.Net;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>What a visitor sees while a store or the queue is out of reach.</summary>
public class StoreFailureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("intake")]
    [InlineData("secrets")]
    [InlineData("messages")]
    public async Task While_the_table_cannot_be_reached_nothing_is_taken_and_the_visitor_may_come_back(string store)
    {
        await using var app = await HttpApp.StartAsync();
        Door(app, store).Shut();

        var answer = await app.Client.SendAsync(Post.Json("""{"name":"Ada","email":"ada@example.org"}"""), Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await GoldenFile.MatchesAsync("unavailable.json", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Empty(app.Store.Messages.All);
        Assert.Equal(0, app.Store.Queue.Count(Lane.Normal));

        Door(app, store).Open();
        Assert.Equal(HttpStatusCode.SeeOther, (await app.Client.SendAsync(Post.Plain(Post.Good), Ct)).StatusCode);
        Assert.Single(app.Store.Messages.All);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_recorded_is_not_told_as_one()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Refusals.Door.Shut();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Client.SendAsync(Post.Json("{}"), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_visitor_need_not_post_again_because_the_queue_is_out_of_reach()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Queue.Door.Shut();

        Assert.Equal(HttpStatusCode.OK, (await app.Client.SendAsync(Post.Json("""{"name":"Ada","email":"ada@example.org"}"""), Ct)).StatusCode);

        Assert.Equal(MessageStatus.Accepted, Assert.Single(app.Store.Messages.All).Status);
        Assert.NotNull(app.Store.Messages.All[0].Due);
    }

    [Fact]
    public async Task A_store_that_is_slow_does_not_hold_the_visitor_for_long()
    {
        var settings = new HttpSettings();
        await using var app = await HttpApp.StartAsync(settings: settings);
        // The stores in memory do not begin what was cancelled: the first operation takes all the time, the next one sees it.
        app.Store.Intake.Door.Meanwhile("ReadAsync", () =>
        {
            app.Time.Advance(settings.IntakeWithin);
            return Task.CompletedTask;
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.Client.SendAsync(Post.Plain(Post.Good), Ct)).StatusCode);
        Assert.Empty(app.Store.Messages.All);
    }

    [Fact]
    public async Task The_log_tells_the_failure_and_nothing_of_the_visitor()
    {
        await using var app = await HttpApp.StartAsync();
        app.Store.Messages.Door.Before = _ => new IOException("Could not write the mail of ada@example.org");

        await app.Client.SendAsync(Post.Plain([.. Post.Good, ("_subject", "secret-subject")]), Ct);

        Assert.Contains("IOException", Assert.Single(app.Log.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("ada@example.org", StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal));
    }

    private static FaultDoor Door(HttpApp app, string store) => store switch
    {
        "intake" => app.Store.Intake.Door,
        "secrets" => app.Store.Secrets.Door,
        _ => app.Store.Messages.Door,
    };
}
