using ServerlessMail.Core.Account;
using ServerlessMail.Core.Control;

namespace ServerlessMail.Core.Tests.Account;

/// <summary>Two sweepers read the account at once, and the one whose reading is older comes second.</summary>
public class TwoReadingsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_reading_that_is_older_than_the_one_kept_meanwhile_has_no_effect()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { MaxSendRate = 20, SendingEnabled = false };
        service.Store.Accounts.Door.Meanwhile(nameof(IAccountStore.TryPutAsync), async () =>
        {
            service.Store.Account.State = service.Store.Account.State with { MaxSendRate = 30, SendingEnabled = true };
            await service.RefreshAsync(TimeSpan.FromSeconds(20));
        });

        Assert.True(await service.RefreshAsync());

        var control = await service.Store.Control.ReadAsync(Ct);
        Assert.Equal(30, (await service.Store.Accounts.FindAsync(Ct))?.MaxSendRate);
        Assert.Equal((30, false), (control.Limits.Rate, control.Paused));
    }

    [Fact]
    public async Task Limits_of_an_older_reading_do_not_replace_those_of_a_newer_one()
    {
        var service = await Service.OpenAsync();
        service.Store.Account.State = service.Store.Account.State with { MaxSendRate = 20 };
        service.Store.Control.Door.Meanwhile(nameof(IControlStore.SetLimitsAsync), async () =>
        {
            service.Store.Account.State = service.Store.Account.State with { MaxSendRate = 30 };
            await service.RefreshAsync(RefreshAccount.Every);
        });

        await service.RefreshAsync();

        Assert.Equal(30, (await service.Store.Control.ReadAsync(Ct)).Limits.Rate);
    }
}
