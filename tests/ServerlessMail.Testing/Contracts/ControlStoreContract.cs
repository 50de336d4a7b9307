using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every control store must do: above all, that nothing is granted once a pause has returned. Each test starts without a control item.</summary>
public abstract class ControlStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    protected abstract IControlStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Gives the existing item a value of <c>paused</c> that is neither true nor false, behind the store's back.</summary>
    protected abstract Task MalformAsync();

    [Fact]
    public async Task Without_the_item_nothing_is_granted()
    {
        var state = await Store.ReadAsync(Ct);

        Assert.NotNull(state.Fault);
        Assert.False(state.Open);
        Assert.IsType<GrantOutcome.Unusable>(await GrantAsync());
    }

    [Fact]
    public async Task The_item_is_made_open()
    {
        await Store.EnsureAsync(Ct);

        AssertSame(ControlState.Fresh, await Store.ReadAsync(Ct));
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
    }

    [Fact]
    public async Task Making_the_item_again_does_not_open_what_is_paused()
    {
        await Store.PauseAsync(SendScope.All, "too many complaints", "anna", Noon, Ct);

        await Race.RunAsync(async _ =>
        {
            await Store.EnsureAsync(Ct);
            return 0;
        });

        Assert.True((await Store.ReadAsync(Ct)).Paused);
        Assert.Equal(Stopped, await GrantAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pause_tells_who_and_why_and_grants_nothing(bool existed)
    {
        if (existed)
            await Store.EnsureAsync(Ct);

        await Store.PauseAsync(SendScope.All, "zu viele Beschwerden 🙁", "anna", Noon, Ct);

        AssertSame(new ControlState(null, Paused: true, "zu viele Beschwerden 🙁", "anna", Noon), await Store.ReadAsync(Ct));
        Assert.All(await Race.RunAsync(_ => GrantAsync()), outcome => Assert.Equal(Stopped, outcome));
    }

    [Fact]
    public async Task A_second_pause_replaces_the_first_ones_words()
    {
        await Store.PauseAsync(SendScope.All, "first", "anna", Noon, Ct);
        await Store.PauseAsync(SendScope.All, "second", "ben", Noon.AddHours(1), Ct);

        AssertSame(new ControlState(null, Paused: true, "second", "ben", Noon.AddHours(1)), await Store.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_resume_grants_again()
    {
        await Store.PauseAsync(SendScope.All, "too many complaints", "anna", Noon, Ct);
        await Store.ResumeAsync(SendScope.All, "ben", Noon.AddHours(1), Ct);

        AssertSame(new ControlState(null, Paused: false, null, "ben", Noon.AddHours(1)), await Store.ReadAsync(Ct));
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
    }

    [Fact]
    public async Task A_resume_makes_the_item_where_there_is_none()
    {
        await Store.ResumeAsync(SendScope.All, "ben", Noon, Ct);

        Assert.True((await Store.ReadAsync(Ct)).Open);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
    }

    [Fact]
    public async Task A_malformed_item_grants_nothing_and_names_what_is_wrong()
    {
        await Store.EnsureAsync(Ct);
        await MalformAsync();

        var state = await Store.ReadAsync(Ct);
        Assert.Contains("paused", state.Fault, StringComparison.Ordinal);
        Assert.False(state.Open);
        Assert.IsType<GrantOutcome.Unusable>(await GrantAsync());

        await Store.EnsureAsync(Ct);
        Assert.IsType<GrantOutcome.Unusable>(await GrantAsync());
    }

    [Fact]
    public async Task A_pause_and_a_resume_mend_a_malformed_item()
    {
        await Store.EnsureAsync(Ct);
        await MalformAsync();

        await Store.PauseAsync(SendScope.All, "mend", "anna", Noon, Ct);
        Assert.Equal(Stopped, await GrantAsync());

        await Store.ResumeAsync(SendScope.All, "anna", Noon, Ct);
        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());
    }

    [Fact]
    public async Task Nothing_is_granted_to_who_asks_after_the_pause_returned()
    {
        await Store.EnsureAsync(Ct);
        var paused = 0;
        var granted = 0;
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var workers = Race.RunAsync(async _ =>
        {
            while (true)
            {
                var askedAfterPause = Volatile.Read(ref paused) == 1;
                switch (await GrantAsync())
                {
                    case GrantOutcome.Granted when askedAfterPause:
                        return "granted after the pause";
                    case GrantOutcome.Granted or GrantOutcome.Wait:
                        if (Interlocked.Increment(ref granted) == Race.Workers)
                            busy.TrySetResult();
                        await Task.Yield();
                        break;
                    case GrantOutcome.Unusable:
                        return "unusable";
                    case GrantOutcome.Stopped:
                        return "paused";
                }
            }
        });
        await Task.WhenAny(busy.Task, workers);
        await Store.PauseAsync(SendScope.All, "stop", "anna", Noon, Ct);
        Volatile.Write(ref paused, 1);

        Assert.All(await workers, end => Assert.Equal("paused", end));
        Assert.True(granted >= Race.Workers);
        Assert.All(await Race.RunAsync(_ => GrantAsync()), outcome => Assert.Equal(Stopped, outcome));
    }

    [Fact]
    public async Task What_is_paused_and_resumed_while_somebody_looks_whether_it_is_drained_goes_on_draining()
    {
        Assert.True(SendScope.TryParse("form:contact", out var scope));
        await Store.PauseAsync(scope, "look at it", "anna", Noon, Ct);
        await Store.ResumeAsync(scope, "anna", Noon, Ct);
        var seen = await Store.ReadAsync(Ct);
        await Store.PauseAsync(scope, "look again", "anna", Noon.AddMinutes(5), Ct);
        await Store.ResumeAsync(scope, "anna", Noon.AddMinutes(5), Ct);

        await Store.DrainedAsync(scope, seen, Ct);

        Assert.Equal(["form:contact"], (await Store.ReadAsync(Ct)).Draining);
    }

    [Fact]
    public async Task Limits_give_way_only_to_those_of_who_saw_them()
    {
        await Store.EnsureAsync(Ct);
        var seen = (await Store.ReadAsync(Ct)).Limits.Version;
        await Store.SetLimitsAsync(seen, 20, 1000, 0.5, Ct);

        await Store.SetLimitsAsync(seen, 14, 500, 0.5, Ct);

        Assert.Equal(new SendLimits(20, 1000, 0.5, seen + 1), (await Store.ReadAsync(Ct)).Limits);
    }

    private static readonly GrantOutcome Stopped = new GrantOutcome.Stopped([SendScope.All]);

    private Task<GrantOutcome> GrantAsync() => Store.TakeGrantAsync(GrantRequest.OfOne(Lane.Normal, 1), Noon, Ct);

    private static void AssertSame(ControlState expected, ControlState actual) => Assert.Equal(
        (expected.Fault, expected.Paused, expected.Reason, expected.ChangedBy, expected.ChangedAt),
        (actual.Fault, actual.Paused, actual.Reason, actual.ChangedBy, actual.ChangedAt));
}
