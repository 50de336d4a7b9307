using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core.Tests.Account;

public class RefreshAccountTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly EmailAddress Forms = EmailAddress.Parse("forms@example.com");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_account_allows_is_put_in_force_and_kept()
    {
        var service = await Service.OpenAsync();
        Ses(service, state => state with { MaxSendRate = 20, Max24HourSend = 1_000 });

        Assert.True(await service.Account.RunAsync(Ct));

        var limits = await LimitsAsync(service);
        Assert.Equal((20, 1_000, 0.5), (limits.Rate, limits.Quota, limits.BulkShare));
        Assert.Equal(service.Store.AccountSource.State with { ReadAt = Service.Start }, await service.Store.Account.FindAsync(Ct));
    }

    [Fact]
    public async Task The_version_of_the_limits_moves_only_when_they_change()
    {
        var service = await Service.OpenAsync();
        await service.Account.RunAsync(Ct);
        var version = (await LimitsAsync(service)).Version;

        for (var i = 0; i < 3; i++)
            await AgainAsync(service);
        Assert.Equal(version, (await LimitsAsync(service)).Version);

        Ses(service, state => state with { MaxSendRate = 15 });
        await AgainAsync(service);
        Assert.Equal(version + 1, (await LimitsAsync(service)).Version);
    }

    [Fact]
    public async Task An_account_without_a_limit_of_the_day_has_none()
    {
        var service = await Service.OpenAsync();
        Ses(service, state => state with { Max24HourSend = null, SentLast24Hours = 7 });

        await service.Account.RunAsync(Ct);

        Assert.Null((await LimitsAsync(service)).Quota);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(3, 100)] // our own three
    [InlineData(23, 80)]
    [InlineData(500, 0)]
    public async Task What_others_sent_by_the_same_account_is_taken_from_the_day_and_what_we_sent_is_not(long sent, long left)
    {
        var service = await Service.OpenAsync();
        var now = service.Time.GetUtcNow();
        service.Store.Control.Edit(state => state with { Day = state.Day.At(DayUse.HourOf(now)).Add(Counters.Of(Lane.Normal), 3) });
        Ses(service, state => state with { Max24HourSend = 100, SentLast24Hours = sent });

        await service.Account.RunAsync(Ct);

        Assert.Equal(left, (await LimitsAsync(service)).Quota);
    }

    [Fact]
    public async Task Probation_halves_the_share_of_bulk_mail_is_told_once_and_ends()
    {
        var service = await Service.OpenAsync();
        Ses(service, state => state with { Enforcement = Enforcement.Probation });
        await service.Account.RunAsync(Ct);
        await AgainAsync(service);

        Assert.Equal(SendLimits.HealthyBulkShare / 2, (await LimitsAsync(service)).BulkShare);
        Assert.Contains("probation", Assert.Single(service.AccountLog.All), StringComparison.Ordinal);
        Assert.True((await service.Store.Control.ReadAsync(Ct)).Open);

        Ses(service, state => state with { Enforcement = Enforcement.Healthy });
        await AgainAsync(service);
        Assert.Equal(SendLimits.HealthyBulkShare, (await LimitsAsync(service)).BulkShare);
    }

    [Theory]
    [InlineData(Enforcement.Shutdown, true, "SHUTDOWN")]
    [InlineData(Enforcement.Healthy, false, "SendingEnabled")]
    public async Task An_account_that_cannot_send_pauses_everything_and_says_why(Enforcement enforcement, bool enabled, string reason)
    {
        var service = await Service.OpenAsync();
        Ses(service, state => state with { Enforcement = enforcement, SendingEnabled = enabled });

        await service.Account.RunAsync(Ct);

        var control = await service.Store.Control.ReadAsync(Ct);
        Assert.Equal((true, RefreshAccount.By), (control.Paused, control.ChangedBy));
        Assert.Contains(reason, control.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_pauses_once_and_only_people_resume()
    {
        var service = await Service.OpenAsync();
        Ses(service, state => state with { SendingEnabled = false });
        await service.Account.RunAsync(Ct);
        await service.ResumeAsync();

        await AgainAsync(service);
        Assert.False((await service.Store.Control.ReadAsync(Ct)).Paused);

        // Well again, and ill again: that is another time.
        Ses(service, state => state with { SendingEnabled = true });
        await AgainAsync(service);
        Ses(service, state => state with { SendingEnabled = false });
        await AgainAsync(service);
        Assert.True((await service.Store.Control.ReadAsync(Ct)).Paused);

        Ses(service, state => state with { SendingEnabled = true });
        await AgainAsync(service);
        Assert.True((await service.Store.Control.ReadAsync(Ct)).Paused);
    }

    [Fact]
    public async Task A_pause_that_stands_keeps_its_reason()
    {
        var service = await Service.OpenAsync();
        await service.PauseAsync();
        Ses(service, state => state with { Enforcement = Enforcement.Shutdown, MaxSendRate = 0 });

        await service.Account.RunAsync(Ct);

        Assert.Equal("test", (await service.Store.Control.ReadAsync(Ct)).Reason);
    }

    [Fact]
    public async Task A_pause_that_could_not_be_written_is_tried_again()
    {
        var service = await Service.OpenAsync();
        Ses(service, state => state with { Enforcement = Enforcement.Shutdown });
        service.Store.Control.Door.Before = operation => operation == nameof(IControlStore.PauseAsync) ? new IOException("out of reach") : null;
        await Assert.ThrowsAsync<IOException>(() => service.Account.RunAsync(Ct));
        service.Store.Control.Door.Open();

        await AgainAsync(service);

        Assert.True((await service.Store.Control.ReadAsync(Ct)).Paused);
    }

    [Theory]
    [InlineData(SenderStatus.Verified, SenderStatus.Verified)]
    [InlineData(SenderStatus.Failed, SenderStatus.Failed)]
    [InlineData(SenderStatus.Pending, SenderStatus.Pending)]
    [InlineData(null, SenderStatus.Verified)] // SES cannot tell just now
    public async Task The_allowlist_follows_the_identities(SenderStatus? identity, SenderStatus expected)
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Identities["forms@example.com"] = identity;

        await service.Account.RunAsync(Ct);

        Assert.Equal(expected, (await service.Store.Senders.FindAsync(Forms, Ct))?.Status);
    }

    [Fact]
    public async Task An_identity_that_is_gone_holds_its_mail_and_one_that_comes_lets_it_go()
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Identities.Clear();
        await service.Account.RunAsync(Ct);
        Assert.Equal(SenderStatus.Pending, (await service.Store.Senders.FindAsync(Forms, Ct))?.Status);
        Assert.Contains("no longer verified", Assert.Single(service.AccountLog.All), StringComparison.Ordinal);

        service.Store.AccountSource.Identities["example.com"] = SenderStatus.Verified;
        await AgainAsync(service);
        Assert.Equal(SenderStatus.Verified, (await service.Store.Senders.FindAsync(Forms, Ct))?.Status);
    }

    [Fact]
    public async Task Where_not_all_identities_were_read_a_missing_one_says_nothing()
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Identities.Clear();
        service.Store.AccountSource.HasAllIdentities = false;

        await service.Account.RunAsync(Ct);

        Assert.Equal(SenderStatus.Verified, (await service.Store.Senders.FindAsync(Forms, Ct))?.Status);
    }

    [Fact]
    public async Task A_sender_that_is_removed_meanwhile_stays_away()
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Identities.Clear();
        service.Store.AccountSource.Door.Meanwhile(nameof(IAccountSource.ReadAsync), () => service.Store.Senders.RemoveAsync("forms@example.com", Ct));

        await service.Account.RunAsync(Ct);

        Assert.Empty(await service.Store.Senders.ListAsync(Ct));
    }

    [Fact]
    public async Task Out_of_the_sandbox_no_identity_is_kept()
    {
        var service = await Service.OpenAsync();
        await service.Account.RunAsync(Ct);
        Assert.Empty((await service.Store.Account.FindAsync(Ct))!.VerifiedIdentities.All); // just kept

        Ses(service, state => state with { Sandbox = true });
        await AgainAsync(service);
        Assert.Equal(["forms@example.com"], (await service.Store.Account.FindAsync(Ct))!.VerifiedIdentities.All); // as above
    }

    [Fact]
    public async Task When_SES_cannot_be_asked_all_stays_as_it_was()
    {
        var service = await Service.OpenAsync();
        await service.Account.RunAsync(Ct);
        var (control, account) = (await service.Store.Control.ReadAsync(Ct), await service.Store.Account.FindAsync(Ct));
        service.Store.AccountSource.Door.Shut();

        Assert.False(await AgainAsync(service));

        Assert.Equal(control, await service.Store.Control.ReadAsync(Ct));
        Assert.Equal(account, await service.Store.Account.FindAsync(Ct));
        Assert.StartsWith("The SES account could not be read (IOException)", Assert.Single(service.AccountLog.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_has_grown_old_is_told_each_time()
    {
        var service = await Service.OpenAsync();
        await service.Account.RunAsync(Ct);
        service.Store.AccountSource.Door.Shut();

        service.Time.Advance(AccountState.StaleAfter);
        await service.Account.RunAsync(Ct);
        Assert.DoesNotContain(service.AccountLog.All, line => line.Contains("minutes old", StringComparison.Ordinal));

        await AgainAsync(service);
        await AgainAsync(service);
        Assert.Equal(2, service.AccountLog.All.Count(line => line.Contains("minutes old", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_account_that_was_never_read_is_told()
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Door.Before = _ => new InvalidDataException("EnforcementStatus of SES's account is missing or unknown.");

        await service.Account.RunAsync(Ct);

        Assert.Contains(service.AccountLog.All, line => line.StartsWith("EnforcementStatus", StringComparison.Ordinal));
        Assert.Contains(service.AccountLog.All, line => line.Contains("never read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_that_is_given_up_changes_nothing()
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Door.Before = _ => new TaskCanceledException();

        Assert.False(await service.Account.RunAsync(Ct));
    }

    [Fact]
    public async Task It_is_read_once_a_minute_whoever_asks()
    {
        var service = await Service.OpenAsync();

        Assert.True(await service.Account.RunWhenDueAsync(Ct));
        Assert.False(await service.Account.RunWhenDueAsync(Ct));
        service.Time.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.False(await service.Account.RunWhenDueAsync(Ct));
        service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await service.Account.RunWhenDueAsync(Ct));

        Assert.Equal(2, service.Store.AccountSource.Reads);
    }

    [Fact]
    public async Task SES_that_turns_away_is_asked_again_a_minute_later()
    {
        var service = await Service.OpenAsync();
        service.Store.AccountSource.Door.Shut();

        Assert.False(await service.Account.RunWhenDueAsync(Ct));
        Assert.False(await service.Account.RunWhenDueAsync(Ct));
        Assert.Equal(1, service.Store.AccountSource.Reads);

        service.Time.Advance(Minute);
        await service.Account.RunWhenDueAsync(Ct);
        Assert.Equal(2, service.Store.AccountSource.Reads);
    }

    [Fact]
    public async Task A_control_item_that_cannot_be_used_is_left_alone_and_the_account_is_still_kept()
    {
        var service = await Service.OpenAsync();
        service.Store.Control.Malform("The attribute 'paused' is no boolean.");

        Assert.True(await service.Account.RunAsync(Ct));

        Assert.NotNull(await service.Store.Account.FindAsync(Ct));
        Assert.Contains("cannot be put in force", Assert.Single(service.AccountLog.All), StringComparison.Ordinal);
    }

    private static void Ses(Service service, Func<AccountState, AccountState> change) =>
        service.Store.AccountSource.State = change(service.Store.AccountSource.State);

    private static Task<bool> AgainAsync(Service service)
    {
        service.Time.Advance(Minute);
        return service.Account.RunAsync(Ct);
    }

    private static async Task<SendLimits> LimitsAsync(Service service) => (await service.Store.Control.ReadAsync(Ct)).Limits;
}
