using System.Net;
using System.Net.Sockets;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Aws.Tests.Ses;

/// <summary>Every row of the table of answers: what SES or the network does, and what it means for the mail.</summary>
public sealed class SendOutcomeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The answers of SES: status, error, text, and the outcome with its reason code.</summary>
    public static TheoryData<int, string?, string, SendOutcome> Answers { get; } = new()
    {
        { 400, "LimitExceededException", "Scripted.", new SendOutcome.QuotaSpent("daily-quota") },
        { 400, "MessageRejected", "Daily message quota exceeded.", new SendOutcome.QuotaSpent("daily-quota") },
        { 429, "TooManyRequestsException", "Daily message quota exceeded.", new SendOutcome.QuotaSpent("daily-quota") },
        { 429, "LimitExceededException", "Scripted.", new SendOutcome.QuotaSpent("daily-quota") },
        { 429, "TooManyRequestsException", "Maximum sending rate exceeded.", new SendOutcome.Throttled("throttled") },
        { 429, null, "Slow down.", new SendOutcome.Throttled("throttled") },
        { 400, "ThrottlingException", "Rate exceeded", new SendOutcome.Throttled("throttled") },
        { 400, "SendingPausedException", "Scripted.", new SendOutcome.AccountStopped("ses-sending-paused") },
        { 400, "AccountSuspendedException", "Scripted.", new SendOutcome.AccountStopped("ses-account-suspended") },
        { 404, "NotFoundException", "Configuration set <x> does not exist.", new SendOutcome.Misconfigured("ses-not-found") },
        { 400, "MailFromDomainNotVerifiedException", "Scripted.", new SendOutcome.Misconfigured("mail-from-not-verified") },
        { 400, "MessageRejected", "Email address is not verified. The following identities failed the check", new SendOutcome.Misconfigured("identity-not-verified") },
        { 403, "SignatureDoesNotMatch", "Scripted.", new SendOutcome.Misconfigured("access-denied") },
        { 403, "AccessDeniedException", "Scripted.", new SendOutcome.Misconfigured("access-denied") },
        { 400, "ExpiredTokenException", "Scripted.", new SendOutcome.Misconfigured("access-denied") },
        { 407, null, "Proxy.", new SendOutcome.Misconfigured("not-ses-407") },
        { 400, "MessageRejected", "Illegal content.", new SendOutcome.Rejected("message-rejected") },
        { 400, "BadRequestException", "Scripted.", new SendOutcome.Rejected("bad-request") },
        { 408, null, "Scripted.", new SendOutcome.Uncertain("ses-408") },
        { 500, "InternalFailure", "Scripted.", new SendOutcome.Uncertain("ses-500") },
        { 502, null, "Scripted.", new SendOutcome.Uncertain("ses-502") },
        { 503, "ServiceUnavailable", "Scripted.", new SendOutcome.Uncertain("ses-503") },
        { 504, null, "Scripted.", new SendOutcome.Uncertain("ses-504") },
    };

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task An_error_of_SES_is_classed_after_one_call(int status, string? error, string message, SendOutcome expected)
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Fault(status, error, message));
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(expected, await ses.SendAsync());

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_mail_that_was_taken_bears_the_id_of_SES()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(new SendOutcome.Sent("0100019a-scripted"), await ses.SendAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"MessageId":7}""")]
    public async Task A_good_answer_that_cannot_be_read_leaves_the_mail_uncertain(string body)
    {
        await using var server = new ScriptedServer(_ => new ScriptedReply.Answer(200, body));
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.IsType<SendOutcome.Uncertain>(await ses.SendAsync());

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task An_error_page_of_something_between_is_classed_by_its_status()
    {
        await using var server = new ScriptedServer(_ => new ScriptedReply.Answer(502, "<html><h1>Bad gateway</h1></html>"));
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(new SendOutcome.Uncertain("ses-502"), await ses.SendAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_ends_after_the_mail_was_written_leaves_it_uncertain(bool reset)
    {
        await using var server = new ScriptedServer(_ => reset ? new ScriptedReply.Reset() : new ScriptedReply.Close());
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(new SendOutcome.Uncertain("connection-lost"), await ses.SendAsync());

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_leaves_the_mail_uncertain()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var server = new ScriptedServer(_ => new ScriptedReply.Silence(patience.Cancel));
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(new SendOutcome.Uncertain("timeout"), await ses.SendAsync(ct: patience.Token));

        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_refused_connection_means_not_taken()
    {
        using var ses = new SesUnderTest(UnusedEndpoint());

        Assert.Equal(new SendOutcome.Throttled("not-connected"), await ses.SendAsync());
    }

    [Fact]
    public async Task A_host_without_an_address_means_not_taken()
    {
        using var ses = new SesUnderTest(new Uri("http://ses.invalid"));

        Assert.Equal(new SendOutcome.Throttled("not-connected"), await ses.SendAsync());
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_means_not_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closing = CloseFirstAsync(listener);
        using var ses = new SesUnderTest(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        Assert.Equal(new SendOutcome.Throttled("not-connected"), await ses.SendAsync());

        await closing;
    }

    [Fact]
    public async Task A_call_whose_time_is_over_before_it_began_means_not_taken()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Sent);
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(new SendOutcome.Throttled("not-connected"), await ses.SendAsync(ct: new CancellationToken(canceled: true)));

        Assert.Empty(server.Received);
    }

    private static async Task CloseFirstAsync(TcpListener listener)
    {
        using var client = await listener.AcceptSocketAsync(Ct);
        await client.ReceiveAsync(new byte[1], SocketFlags.None, Ct); // the handshake has begun
    }

    private static Uri UnusedEndpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
