using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <content>What is stopped, and which lanes are full.</content>
public abstract partial class GrantContract
{
    [Theory]
    [InlineData(Lane.Urgent)]
    [InlineData(Lane.Normal)]
    [InlineData(Lane.Bulk)]
    public async Task Who_must_wait_is_told_whether_the_lane_is_full(Lane lane)
    {
        await SlotsAsync(Lane.Urgent, Noon, 9);
        Assert.False(Assert.IsType<GrantOutcome.Wait>(await GrantAsync(lane, Noon, 1)).IsLaneFull);

        await Store.SetFullAsync([lane], Ct);

        Assert.True(Assert.IsType<GrantOutcome.Wait>(await GrantAsync(lane, Noon, 1)).IsLaneFull);
    }

    [Fact]
    public async Task What_was_reserved_is_confirmed_unless_it_was_stopped_meanwhile()
    {
        Assert.True(SendScope.TryParse("form:contact", out var contact));
        var request = new GrantRequest(Lane.Normal, [Item(Lane.Normal, "forms@example.com", "form:contact")]);
        Assert.True(await Store.ConfirmAsync(request, Ct));

        await Store.PauseAsync(contact, "look at it", "anna", Noon, Ct);
        Assert.False(await Store.ConfirmAsync(request, Ct));
        await Store.ResumeAsync(contact, "anna", Noon, Ct);
        Assert.True(await Store.ConfirmAsync(request, Ct));

        await Store.PauseAsync(SendScope.All, "stop", "anna", Noon, Ct);
        Assert.False(await Store.ConfirmAsync(request, Ct));
    }

    [Theory]
    [InlineData("lane:normal")]
    [InlineData("sender:forms@example.com")]
    [InlineData("sender:example.com")]
    [InlineData("form:contact")]
    public async Task What_is_stopped_gets_no_grant_and_all_else_goes_on(string token)
    {
        Assert.True(SendScope.TryParse(token, out var scope));
        await Store.PauseAsync(scope, "look at it", "anna", Noon, Ct);

        Assert.Equal(new GrantOutcome.Stopped([scope]), await ScopedAsync("forms@example.com", "form:contact"));
        Assert.IsType<GrantOutcome.Granted>(await Store.TakeGrantAsync(
            new GrantRequest(Lane.Urgent, [Item(Lane.Urgent, "news@example.org", "form:other")]), Noon, Ct));
        var state = await Store.ReadAsync(Ct);
        Assert.True(state.Open);
        Assert.Equal([token], state.Stops);
    }

    [Fact]
    public async Task What_is_resumed_is_granted_again_and_drains_until_that_is_done()
    {
        Assert.True(SendScope.TryParse("form:contact", out var scope));
        await Store.PauseAsync(scope, "look at it", "anna", Noon, Ct);
        await Store.ResumeAsync(scope, "ben", Noon, Ct);

        Assert.IsType<GrantOutcome.Granted>(await ScopedAsync("forms@example.com", "form:contact"));
        Assert.Equal(["form:contact"], (await Store.ReadAsync(Ct)).Draining);

        await Store.DrainedAsync(scope, await Store.ReadAsync(Ct), Ct);
        Assert.Empty((await Store.ReadAsync(Ct)).Draining);
    }

    [Fact]
    public async Task A_batch_of_which_a_part_is_stopped_is_told_which_part()
    {
        Assert.True(SendScope.TryParse("form:contact", out var contact));
        await Store.PauseAsync(contact, "look at it", "anna", Noon, Ct);

        var outcome = await Store.TakeGrantAsync(
            new GrantRequest(Lane.Normal, [Item(Lane.Normal, "forms@example.com", "form:other"), Item(Lane.Normal, "forms@example.com", "form:contact")]), Noon, Ct);

        Assert.Equal(new GrantOutcome.Stopped([contact]), outcome);
    }

    [Fact]
    public async Task Stops_survive_a_pause_and_a_resume_of_everything()
    {
        Assert.True(SendScope.TryParse("lane:bulk", out var bulk));
        await Store.PauseAsync(bulk, "slow down", "anna", Noon, Ct);
        await Store.PauseAsync(SendScope.All, "stop", "anna", Noon, Ct);
        await Store.ResumeAsync(SendScope.All, "anna", Noon, Ct);

        Assert.Equal(["lane:bulk"], (await Store.ReadAsync(Ct)).Stops);
        Assert.Equal(new GrantOutcome.Stopped([bulk]), await GrantAsync(Lane.Bulk, Noon, 1));
    }

    [Fact]
    public async Task Full_lanes_are_told()
    {
        await Store.SetFullAsync([Lane.Bulk, Lane.Normal], Ct);
        Assert.Equal([Lane.Normal, Lane.Bulk], (await Store.ReadAsync(Ct)).Full);

        await Store.SetFullAsync([], Ct);
        Assert.Empty((await Store.ReadAsync(Ct)).Full);
    }
}
