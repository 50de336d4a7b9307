using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Account;

namespace ServerlessMail.Aws.Tests.Ses;

public sealed class SesAccountTests
{
    private const string Account =
        """
        {"DedicatedIpAutoWarmupEnabled":false,"EnforcementStatus":"PROBATION","ProductionAccessEnabled":false,"SendingEnabled":true,
         "SendQuota":{"Max24HourSend":200.0,"MaxSendRate":1.5,"SentLast24Hours":7.0}}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_account_and_its_identities_are_read_page_by_page_with_a_pause_between_calls()
    {
        await using var server = new ScriptedServer(request => new ScriptedReply.Answer(200, request.Path switch
        {
            "/v2/email/account" => Account,
            "/v2/email/identities?PageSize=1000" =>
                """
                {"EmailIdentities":[{"IdentityName":"Example.com","IdentityType":"DOMAIN","SendingEnabled":true,"VerificationStatus":"SUCCESS"},
                 {"IdentityName":"a@example.org","IdentityType":"EMAIL_ADDRESS","SendingEnabled":false,"VerificationStatus":"FAILED"}],"NextToken":"a+b/c="}
                """,
            _ =>
                """
                {"EmailIdentities":[{"IdentityName":"b@example.org","IdentityType":"EMAIL_ADDRESS","SendingEnabled":false,"VerificationStatus":"PENDING"},
                 {"IdentityName":"c@example.org","SendingEnabled":true,"VerificationStatus":"TEMPORARY_FAILURE"},
                 {"IdentityName":"d@example.org","SendingEnabled":false,"VerificationStatus":"SUCCESS"}]}
                """,
        }));
        var time = new PassingTime();
        using var ses = new SesUnderTest(server.Endpoint, time: time);
        var began = time.GetUtcNow();

        var state = await ses.Get<IAccountSource>().ReadAsync(Ct);

        Assert.Equal(
            new AccountState
            {
                ReadAt = began,
                Max24HourSend = 200,
                MaxSendRate = 1.5,
                SentLast24Hours = 7,
                Sandbox = true,
                Enforcement = Enforcement.Probation,
                SendingEnabled = true,
                Verified = state.Verified,
            },
            state);
        Assert.Equal(["c@example.org", "example.com"], state.Verified);
        Assert.Equal(
            ["/v2/email/account", "/v2/email/identities?PageSize=1000", "/v2/email/identities?NextToken=a%2Bb%2Fc%3D&PageSize=1000"],
            server.Received.Select(request => request.Path));
        Assert.Equal(TimeSpan.FromSeconds(2), time.GetUtcNow() - began);
    }

    [Fact]
    public async Task After_ten_pages_it_is_enough()
    {
        await using var server = new ScriptedServer(request => new ScriptedReply.Answer(
            200, request.Path == "/v2/email/account" ? Account : """{"EmailIdentities":[],"NextToken":"more"}"""));
        using var ses = new SesUnderTest(server.Endpoint, time: new PassingTime());

        await ses.Get<IAccountSource>().ReadAsync(Ct);

        Assert.Equal(11, server.Received.Count);
    }

    [Fact]
    public async Task An_account_that_was_shut_down_may_have_no_rate()
    {
        await using var server = new ScriptedServer(request => new ScriptedReply.Answer(
            200, request.Path == "/v2/email/account" ? Account.Replace("1.5", "0.0", StringComparison.Ordinal).Replace("PROBATION", "SHUTDOWN", StringComparison.Ordinal) : "{}"));
        using var ses = new SesUnderTest(server.Endpoint, time: new PassingTime());

        var state = await ses.Get<IAccountSource>().ReadAsync(Ct);

        Assert.Equal((0, Enforcement.Shutdown), (state.MaxSendRate, state.Enforcement));
    }

    [Fact]
    public async Task An_account_without_a_limit_of_the_day_has_none()
    {
        await using var server = new ScriptedServer(request => new ScriptedReply.Answer(
            200, request.Path == "/v2/email/account" ? Account.Replace("200.0", "-1.0", StringComparison.Ordinal) : "{}"));
        using var ses = new SesUnderTest(server.Endpoint, time: new PassingTime());

        Assert.Null((await ses.Get<IAccountSource>().ReadAsync(Ct)).Max24HourSend);
    }

    [Theory]
    [InlineData("\"EnforcementStatus\":\"PROBATION\",", "EnforcementStatus")]
    [InlineData("\"MaxSendRate\":1.5,", "MaxSendRate")]
    public async Task An_answer_that_lacks_something_is_not_believed(string missing, string name)
    {
        await using var server = new ScriptedServer(_ => new ScriptedReply.Answer(200, Account.Replace(missing, "", StringComparison.Ordinal)));
        using var ses = new SesUnderTest(server.Endpoint);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => ses.Get<IAccountSource>().ReadAsync(Ct));

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_turned_away_is_not_repeated()
    {
        await using var server = new ScriptedServer(_ => ScriptedReply.Fault(429, "TooManyRequestsException"));
        using var ses = new SesUnderTest(server.Endpoint);

        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() => ses.Get<IAccountSource>().ReadAsync(Ct));

        Assert.Single(server.Received);
    }

    /// <summary>A clock on which whoever waits a second has waited it at once.</summary>
    private sealed class PassingTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero))
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == Pause)
                Advance(Pause);
            return timer;
        }
    }
}
