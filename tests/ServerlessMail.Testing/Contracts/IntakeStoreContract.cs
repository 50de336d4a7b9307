using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every reader of the intake must see of what the other stores wrote. Each test has empty stores of its own.</summary>
public abstract class IntakeStoreContract
{
    private static readonly FormName Contact = FormName.Parse("contact");

    protected abstract IIntakeStore Store { get; }

    protected abstract IFormStore Forms { get; }

    protected abstract ISenderStore Senders { get; }

    protected abstract IControlStore Control { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_its_sender_and_the_control_are_read_together()
    {
        await Forms.TryApplyAsync([SampleMail.Form(), SampleMail.Form("other")], Ct);
        await Senders.PutAsync(SampleMail.Sender(), Ct);
        await Control.EnsureAsync(Ct);

        var intake = await Store.ReadAsync(Contact, Ct);

        Same.Form(SampleMail.Form() with { Version = 1 }, intake.Form);
        Assert.Equal(SampleMail.Sender(), intake.Sender);
        Assert.True(intake.Control.Open);
    }

    [Fact]
    public async Task An_unknown_form_has_no_sender_and_the_control_is_still_told()
    {
        await Senders.PutAsync(SampleMail.Sender(), Ct);
        await Control.PauseAsync(SendScope.All, "stop", "anna", new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), Ct);

        var intake = await Store.ReadAsync(Contact, Ct);

        Assert.Null(intake.Form);
        Assert.Null(intake.Sender);
        Assert.True(intake.Control.Paused);
        Assert.Equal("stop", intake.Control.Reason);
    }

    [Fact]
    public async Task A_sender_that_is_not_on_the_allowlist_is_none()
    {
        await Forms.TryApplyAsync([SampleMail.Form()], Ct);
        await Senders.PutAsync(SampleMail.Sender("other@example.com"), Ct);

        Assert.Null((await Store.ReadAsync(Contact, Ct)).Sender);
    }

    [Theory]
    [InlineData(SenderStatus.Pending, SenderStatus.Verified, "example.com")]
    [InlineData(SenderStatus.Verified, SenderStatus.Verified, "forms@example.com")]
    [InlineData(SenderStatus.Pending, SenderStatus.Pending, "forms@example.com")]
    [InlineData(null, SenderStatus.Pending, "example.com")]
    public async Task The_sender_is_the_one_that_the_allowlist_finds(SenderStatus? own, SenderStatus domain, string expected)
    {
        await Forms.TryApplyAsync([SampleMail.Form()], Ct);
        await Senders.PutAsync(SampleMail.Sender("example.com", domain), Ct);
        if (own is { } status)
            await Senders.PutAsync(SampleMail.Sender(status: status), Ct);

        Assert.Equal(expected, (await Store.ReadAsync(Contact, Ct)).Sender?.Identity);
    }

    [Fact]
    public async Task A_missing_control_item_is_a_fault()
    {
        await Forms.TryApplyAsync([SampleMail.Form()], Ct);

        var intake = await Store.ReadAsync(Contact, Ct);

        Assert.NotNull(intake.Control.Fault);
        Assert.False(intake.Control.Open);
    }
}
