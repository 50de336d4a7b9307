using ServerlessMail.Core.Senders;

namespace ServerlessMail.Aws.Tests.Ses;

public sealed class SesIdentitiesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, SenderStatus.Pending)]
    [InlineData(true, SenderStatus.Verified)]
    public async Task An_identity_that_is_new_is_created(bool verified, SenderStatus expected)
    {
        await using var server = new ScriptedServer(_ => new ScriptedReply.Answer(
            200, $$"""{"IdentityType":"DOMAIN","VerifiedForSendingStatus":{{(verified ? "true" : "false")}}}"""));
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(expected, await ses.Get<ISenderIdentities>().EnsureAsync("example.com", Ct));

        var request = Assert.Single(server.Received);
        Assert.Equal(("POST", "/v2/email/identities", """{"EmailIdentity":"example.com"}"""), (request.Method, request.Path, request.Body));
    }

    [Theory]
    [InlineData("PENDING", false, SenderStatus.Pending)]
    [InlineData("NOT_STARTED", false, SenderStatus.Pending)]
    [InlineData("TEMPORARY_FAILURE", false, SenderStatus.Pending)]
    [InlineData("FAILED", false, SenderStatus.Failed)]
    [InlineData("SUCCESS", true, SenderStatus.Verified)]
    public async Task An_identity_that_is_known_is_looked_up(string status, bool verified, SenderStatus expected)
    {
        await using var server = new ScriptedServer(request => request.Method == "POST"
            ? ScriptedReply.Fault(400, "AlreadyExistsException")
            : new ScriptedReply.Answer(200, $$"""{"VerificationStatus":"{{status}}","VerifiedForSendingStatus":{{(verified ? "true" : "false")}}}"""));
        using var ses = new SesUnderTest(server.Endpoint);

        Assert.Equal(expected, await ses.Get<ISenderIdentities>().EnsureAsync("forms+a@example.com", Ct));

        Assert.Equal(("GET", "/v2/email/identities/forms%2Ba%40example.com"), (server.Received[1].Method, server.Received[1].Path));
    }

    [Fact]
    public async Task What_SES_refuses_otherwise_is_thrown()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Fault(400, "LimitExceededException"));
        using var ses = new SesUnderTest(server.Endpoint);

        var fault = await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => ses.Get<ISenderIdentities>().EnsureAsync("example.com", Ct));

        Assert.Equal("LimitExceededException", fault.ErrorCode);
    }
}
