using ServerlessMail.Core.Control;
using ServerlessMail.Core.Tests.Forms;

namespace ServerlessMail.Core.Tests.Sweeping;

public class FreshDrainTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Mail_held_by_a_pause_while_the_sweep_looked_whether_all_has_left_leaves_too()
    {
        var service = await Service.OpenAsync();
        var contact = SendScope.Of(TestForms.Contact.Name);
        await StopAsync();
        await service.Store.Control.ResumeAsync(contact, "anna", service.Time.GetUtcNow(), Ct);
        service.Store.Control.Door.Meanwhile(nameof(IControlStore.DrainedAsync), async () =>
        {
            await StopAsync();
            await service.AcceptAsync();
            await service.Store.Control.ResumeAsync(contact, "anna", service.Time.GetUtcNow(), Ct);
        });

        await service.SweepAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(1, (await service.SweepAsync(TimeSpan.Zero)).Released);

        Task StopAsync() => service.Store.Control.PauseAsync(contact, "look", "anna", service.Time.GetUtcNow(), Ct);
    }
}
