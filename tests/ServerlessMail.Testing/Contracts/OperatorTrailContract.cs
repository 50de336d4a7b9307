using ServerlessMail.Core.Audit;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every store of the operators' trail must do. Each test has an empty one of its own.</summary>
public abstract class OperatorTrailContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, 250, TimeSpan.Zero);
    private static readonly DateOnly November = new(2026, 11, 1);

    protected abstract IOperatorTrail Trail { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_trail_has_no_last_act()
    {
        Assert.Null(await Trail.LastAsync(Ct));
        Assert.Empty(await Trail.ReadAsync(November, Ct));
    }

    [Fact]
    public async Task Acts_are_read_as_they_were_appended_and_in_order()
    {
        OperatorAct[] acts = [Act(1), Act(2) with { Reason = null }, Act(3) with { Subject = null }, .. Enumerable.Range(4, 9).Select(seq => Act(seq))];
        foreach (var act in acts)
        {
            Assert.True(await Trail.TryAppendAsync(act, Ct));
            Assert.Equal(act, await Trail.LastAsync(Ct));
        }

        Assert.Equal(acts, await Trail.ReadAsync(November, Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_number_that_does_not_follow_is_refused(int seq)
    {
        await Trail.TryAppendAsync(Act(1), Ct);
        await Trail.TryAppendAsync(Act(2), Ct);

        Assert.False(await Trail.TryAppendAsync(Act(seq) with { Who = "ben" }, Ct));

        Assert.Equal([Act(1), Act(2)], (await Trail.ReadAsync(November, Ct)).Select(act => act with { Chain = Act(act.Seq).Chain }));
        Assert.Equal("anna", (await Trail.LastAsync(Ct))?.Who);
    }

    [Fact]
    public async Task A_trail_does_not_begin_in_its_middle() => Assert.False(await Trail.TryAppendAsync(Act(2), Ct));

    [Fact]
    public async Task Each_month_has_its_own_acts_and_the_numbers_go_on()
    {
        var december = Act(2) with { At = Noon.AddMonths(1) };
        Assert.True(await Trail.TryAppendAsync(Act(1), Ct));
        Assert.True(await Trail.TryAppendAsync(december, Ct));

        Assert.Equal([Act(1)], await Trail.ReadAsync(November, Ct));
        Assert.Equal([december], await Trail.ReadAsync(November.AddMonths(1), Ct));
        Assert.Empty(await Trail.ReadAsync(November.AddMonths(2), Ct));
    }

    [Fact]
    public async Task Of_sixteen_acts_with_one_number_one_wins_even_in_different_months()
    {
        await Trail.TryAppendAsync(Act(1), Ct);

        var won = await Race.RunAsync(worker => Trail.TryAppendAsync(Act(2) with { Who = $"w{worker}", At = Noon.AddMonths(worker % 2) }, Ct));

        var winner = Assert.Single(Enumerable.Range(0, won.Length), worker => won[worker]);
        Assert.Equal($"w{winner}", (await Trail.LastAsync(Ct))?.Who);
        Assert.Equal(2, (await Trail.ReadAsync(November, Ct)).Count + (await Trail.ReadAsync(November.AddMonths(1), Ct)).Count);
    }

    private static OperatorAct Act(long seq) => new(
        seq, Noon, "anna", ActNames.Pause, "everything", "Grüße 🙂 \r\n\0", Digest.Of([.. Enumerable.Range((int)seq, Digest.Size).Select(value => (byte)value)]));
}
