using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Aws.Http;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>Which connection a mail goes over, above all after an environment was frozen.</summary>
public sealed class ConnectionTests
{
    private static readonly SendOutcome Sent = new SendOutcome.Sent("0100019a-scripted");

    [Fact]
    public async Task Mails_that_follow_each_other_share_a_connection()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);

        for (var i = 0; i < 3; i++)
            Assert.Equal(Sent, await ses.SendAsync());

        Assert.Equal([1, 1, 1], server.Received.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_frozen_environment_whose_connection_was_silently_dropped_loses_no_mail()
    {
        var dropped = false;
        await using var server = new ScriptedServer(request =>
            dropped && request.Connection == 1 ? new ScriptedReply.Silence(() => { }) : ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);
        Assert.Equal(Sent, await ses.SendAsync());

        dropped = true;
        ses.Time.Advance(FreshConnections.Life);

        Assert.Equal(Sent, await ses.SendAsync());
        Assert.Equal([1, 2], server.Received.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_snapshot_that_is_restored_later_is_known_by_the_wall_clock_alone()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        var time = new StoppedTicks();
        using var ses = new SesUnderTest(server.Endpoint, time: time);
        await ses.SendAsync();

        time.Advance(FreshConnections.Life);
        await ses.SendAsync();

        Assert.Equal([1, 2], server.Received.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_connection_that_the_other_side_closed_in_between_is_not_used_and_the_mail_goes_once()
    {
        await using var server = new ScriptedServer(request => request.Connection == 1 ? new ScriptedReply.SentAndClose() : ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);
        Assert.Equal(Sent, await ses.SendAsync());
        await server.ConnectionsEndedAsync();

        Assert.Equal(Sent, await ses.SendAsync());

        Assert.Equal([1, 2], server.Received.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_connection_that_dies_under_the_second_mail_is_not_tried_again()
    {
        var first = true;
        await using var server = new ScriptedServer(request => request.Connection == 1 ? First() : ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);
        Assert.Equal(Sent, await ses.SendAsync());

        Assert.Equal(new SendOutcome.Uncertain("connection-lost"), await ses.SendAsync());

        Assert.Equal([1, 1], server.Received.Select(request => request.Connection));

        ScriptedReply First()
        {
            var sends = first;
            first = false;
            return sends ? ScriptedReply.Sent : new ScriptedReply.Close();
        }
    }

    /// <summary>A machine whose monotonic clock knows nothing of the time that it was switched off.</summary>
    private sealed class StoppedTicks : FakeTimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
