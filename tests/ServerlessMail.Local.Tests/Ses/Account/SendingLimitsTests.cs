using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Ses.Account;

public class SendingLimitsTests
{
    private static readonly (int, string?, string) TooFast = (429, "TooManyRequestsException", "Maximum sending rate exceeded.");
    private static readonly (int, string?, string) DaySpent = (429, "TooManyRequestsException", "Daily message quota exceeded.");

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fourteen_recipients_go_in_a_second_and_the_next_waits_its_turn()
    {
        await using var service = await Mails.ServiceAsync(_time);
        for (var i = 0; i < 14; i++)
            Assert.Equal(200, await StatusAsync(service, 1));

        Assert.Equal(TooFast, await RefusalAsync(service, 1));
        _time.Advance(TimeSpan.FromMilliseconds(72));
        Assert.Equal(200, await StatusAsync(service, 1));
    }

    [Fact]
    public async Task Of_forty_sends_at_once_fourteen_go()
    {
        await using var service = await Mails.ServiceAsync(_time);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => StatusAsync(service, 1)));

        Assert.Equal((14, 26), (answers.Count(status => status == 200), answers.Count(status => status == 429)));
    }

    [Fact]
    public async Task A_send_to_fifty_goes_through_and_its_debt_is_paid_first()
    {
        await using var service = await Mails.ServiceAsync(_time);
        Assert.Equal(200, await StatusAsync(service, 50));

        _time.Advance(TimeSpan.FromMilliseconds(2571)); // 36 of 14 a second
        Assert.Equal(TooFast, await RefusalAsync(service, 1));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, await StatusAsync(service, 1));
    }

    [Fact]
    public async Task What_is_refused_costs_nothing_and_leaves_nothing()
    {
        await using var service = await Mails.ServiceAsync(_time);
        await StatusAsync(service, 50);
        for (var i = 0; i < 20; i++)
            Assert.Equal(TooFast, await RefusalAsync(service, 50));

        Assert.Equal(50, await QuotaAsync(service, "SentLast24Hours"));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, await StatusAsync(service, 1));
    }

    [Fact]
    public async Task The_day_rolls_and_its_last_send_goes_through_whole()
    {
        await using var service = await Mails.ServiceAsync(_time);
        await service.Database.WriteAsync(connection => connection.Execute("UPDATE ses_account SET max_24_hour_send = 60"), Ct);
        Assert.Equal(200, await StatusAsync(service, 50));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, await StatusAsync(service, 50));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((100, 60), (await QuotaAsync(service, "SentLast24Hours"), await QuotaAsync(service, "Max24HourSend")));
        Assert.Equal(DaySpent, await RefusalAsync(service, 1));

        // The first fifty are a day old.
        _time.Advance(TimeSpan.FromHours(22));
        Assert.Equal(50, await QuotaAsync(service, "SentLast24Hours"));
        Assert.Equal(200, await StatusAsync(service, 10));
        Assert.Equal(60, await QuotaAsync(service, "SentLast24Hours"));
        Assert.Equal(DaySpent, await RefusalAsync(service, 1));
    }

    [Fact]
    public async Task Without_a_daily_quota_there_is_no_end()
    {
        await using var service = await Mails.ServiceAsync(_time);
        await service.Database.WriteAsync(connection => connection.Execute("UPDATE ses_account SET max_24_hour_send = -1"), Ct);

        Assert.Equal(200, await StatusAsync(service, 50));
        Assert.Equal(-1, await QuotaAsync(service, "Max24HourSend"));
    }

    [Fact]
    public async Task What_is_left_outlives_the_process()
    {
        await using var service = await Mails.ServiceAsync(_time);
        await StatusAsync(service, 50);

        var left = await service.Database.ReadAsync(
            connection => connection.Query("SELECT rate_tokens, used FROM ses_account", row => (row.GetDouble(0), row.GetInt64(1))).Single(), Ct);

        Assert.Equal((-36, 50), left);
    }

    private static async Task<int> StatusAsync(LocalService service, int recipients) => (int)(await service.SendAsync(Mails.ToMany(recipients))).StatusCode;

    private static async Task<(int, string?, string)> RefusalAsync(LocalService service, int recipients) => await (await service.SendAsync(Mails.ToMany(recipients))).ErrorAsync();

    private static async Task<double> QuotaAsync(LocalService service, string name)
    {
        using var account = JsonDocument.Parse(await (await service.SesAsync(HttpMethod.Get, "/v2/email/account")).Content.ReadAsStringAsync(Ct));
        return account.RootElement.GetProperty("SendQuota").GetProperty(name).GetDouble();
    }
}
