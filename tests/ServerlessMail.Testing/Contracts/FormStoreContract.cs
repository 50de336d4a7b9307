using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every form store must do. Each test has an empty store of its own.</summary>
public abstract class FormStoreContract
{
    protected abstract IFormStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_is_found_as_it_was_applied()
    {
        var form = SampleMail.Form() with
        {
            To = [EmailAddress.Parse("a@example.com"), EmailAddress.Parse("b@bücher.example")],
            Subject = "Message from {{ name | default: email }} 🙂",
            Redirects = ["https://www.example.com/thanks"],
            Fields = [new("email", FieldType.Email, Required: true, 100), new("budget", FieldType.Number, Required: false, 9)],
            Honeypot = "company",
            Limits = new FormLimits(new Allowance(3, AllowancePeriod.Hour), new Allowance(600, AllowancePeriod.Day)),
            Retention = TimeSpan.FromDays(7),
            WhenPaused = WhenPaused.Refuse,
            Captcha = Captcha.Turnstile,
        };

        Assert.True(await Store.TryApplyAsync([form], Ct));

        Same.Form(form with { Version = 1 }, await Store.FindAsync(form.Name, Ct));
    }

    [Fact]
    public async Task A_form_with_every_default_is_found_as_it_was_applied()
    {
        Assert.True(await Store.TryApplyAsync([SampleMail.Form()], Ct));

        Same.Form(SampleMail.Form() with { Version = 1 }, await Store.FindAsync(SampleMail.Form().Name, Ct));
    }

    [Fact]
    public async Task A_form_whose_limits_are_off_stays_without_limits()
    {
        Assert.True(await Store.TryApplyAsync([SampleMail.Form() with { Limits = null }], Ct));

        var found = await Store.FindAsync(SampleMail.Form().Name, Ct);

        Assert.NotNull(found);
        Assert.Null(found.Limits);
    }

    [Fact]
    public async Task A_form_that_nobody_applied_is_not_found()
    {
        Assert.Null(await Store.FindAsync(FormName.Parse("nowhere"), Ct));
        Assert.Empty(await Store.ListAsync(Ct));
    }

    [Fact]
    public async Task Forms_are_listed_by_name()
    {
        Assert.True(await Store.TryApplyAsync([SampleMail.Form("zeta"), SampleMail.Form("alpha")], Ct));
        Assert.True(await Store.TryApplyAsync([SampleMail.Form("beta")], Ct));

        Assert.Equal(["alpha", "beta", "zeta"], (await Store.ListAsync(Ct)).Select(form => form.Name.Value));
    }

    [Fact]
    public async Task Each_change_is_one_version_more()
    {
        var form = SampleMail.Form();
        for (var version = 0; version < 3; version++)
            Assert.True(await Store.TryApplyAsync([form with { Version = version, Honeypot = $"pot-{version}" }], Ct));

        var found = await Store.FindAsync(form.Name, Ct);
        Assert.Equal((3, "pot-2"), (found?.Version, found?.Honeypot));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_change_of_another_version_is_refused(int version)
    {
        await Store.TryApplyAsync([SampleMail.Form()], Ct);
        await Store.TryApplyAsync([SampleMail.Form() with { Version = 1, Honeypot = "mine" }], Ct);

        Assert.False(await Store.TryApplyAsync([SampleMail.Form() with { Version = version, Honeypot = "theirs" }], Ct));

        var found = await Store.FindAsync(SampleMail.Form().Name, Ct);
        Assert.Equal((2, "mine"), (found?.Version, found?.Honeypot));
    }

    [Fact]
    public async Task A_change_of_a_form_that_is_not_there_is_refused()
    {
        Assert.False(await Store.TryApplyAsync([SampleMail.Form() with { Version = 1 }], Ct));

        Assert.Null(await Store.FindAsync(SampleMail.Form().Name, Ct));
    }

    [Fact]
    public async Task One_stale_form_keeps_all_of_them_from_changing()
    {
        await Store.TryApplyAsync([SampleMail.Form("known"), SampleMail.Form("stale")], Ct);
        await Store.TryApplyAsync([SampleMail.Form("stale") with { Version = 1 }], Ct);

        Assert.False(await Store.TryApplyAsync(
            [SampleMail.Form("fresh"), SampleMail.Form("known") with { Version = 1, Honeypot = "new" }, SampleMail.Form("stale") with { Version = 1 }], Ct));

        Assert.Null(await Store.FindAsync(FormName.Parse("fresh"), Ct));
        Same.Form(SampleMail.Form("known") with { Version = 1 }, await Store.FindAsync(FormName.Parse("known"), Ct));
        Same.Form(SampleMail.Form("stale") with { Version = 2 }, await Store.FindAsync(FormName.Parse("stale"), Ct));
    }

    [Fact]
    public async Task Of_sixteen_changes_of_one_version_one_wins()
    {
        await Store.TryApplyAsync([SampleMail.Form()], Ct);

        var won = await Race.RunAsync(worker => Store.TryApplyAsync([SampleMail.Form() with { Version = 1, Honeypot = $"pot-{worker}" }], Ct));

        var winner = Assert.Single(Enumerable.Range(0, won.Length), worker => won[worker]);
        var found = await Store.FindAsync(SampleMail.Form().Name, Ct);
        Assert.Equal((2, $"pot-{winner}"), (found?.Version, found?.Honeypot));
    }
}
