using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Testing.Contracts;

/// <summary>What every allowlist must do. Each test has an empty one of its own.</summary>
public abstract class SenderStoreContract
{
    private static readonly EmailAddress Forms = EmailAddress.Parse("forms@example.com");

    protected abstract ISenderStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SenderStatus.Pending)]
    [InlineData(SenderStatus.Verified)]
    [InlineData(SenderStatus.Failed)]
    public async Task An_entry_is_found_as_it_was_put(SenderStatus status)
    {
        var sender = SampleMail.Sender(status: status);

        await Store.PutAsync(sender, Ct);

        Assert.Equal(sender, await Store.FindAsync(Forms, Ct));
    }

    [Fact]
    public async Task Nobody_is_on_the_list_at_first()
    {
        Assert.Null(await Store.FindAsync(Forms, Ct));
        Assert.Empty(await Store.ListAsync(Ct));
    }

    [Fact]
    public async Task A_domain_covers_every_address_in_it()
    {
        await Store.PutAsync(SampleMail.Sender("example.com"), Ct);

        Assert.Equal("example.com", (await Store.FindAsync(Forms, Ct))?.Identity);
        Assert.Equal("example.com", (await Store.FindAsync(EmailAddress.Parse("Other@EXAMPLE.com"), Ct))?.Identity);
    }

    [Theory]
    [InlineData("forms@mail.example.com")]
    [InlineData("forms@example.org")]
    [InlineData("forms@notexample.com")]
    [InlineData("other@example.com.evil.example")]
    public async Task What_is_not_in_the_domain_is_not_covered(string address)
    {
        await Store.PutAsync(SampleMail.Sender("example.com"), Ct);

        Assert.Null(await Store.FindAsync(EmailAddress.Parse(address), Ct));
    }

    [Fact]
    public async Task An_address_covers_only_itself()
    {
        await Store.PutAsync(SampleMail.Sender(), Ct);

        Assert.Null(await Store.FindAsync(EmailAddress.Parse("other@example.com"), Ct));
        Assert.Null(await Store.FindAsync(EmailAddress.Parse("form@example.com"), Ct));
    }

    [Theory]
    [InlineData(SenderStatus.Verified, SenderStatus.Verified, "forms@example.com")]
    [InlineData(SenderStatus.Verified, SenderStatus.Pending, "forms@example.com")]
    [InlineData(SenderStatus.Pending, SenderStatus.Verified, "example.com")]
    [InlineData(SenderStatus.Failed, SenderStatus.Verified, "example.com")]
    [InlineData(SenderStatus.Pending, SenderStatus.Failed, "forms@example.com")]
    public async Task The_address_itself_goes_before_its_domain_unless_only_that_is_verified(SenderStatus own, SenderStatus domain, string expected)
    {
        await Store.PutAsync(SampleMail.Sender(status: own), Ct);
        await Store.PutAsync(SampleMail.Sender("example.com", domain), Ct);

        Assert.Equal(expected, (await Store.FindAsync(Forms, Ct))?.Identity);
    }

    [Fact]
    public async Task An_entry_put_again_is_replaced()
    {
        await Store.PutAsync(SampleMail.Sender(status: SenderStatus.Pending), Ct);
        await Store.PutAsync(SampleMail.Sender() with { AddedBy = "ben" }, Ct);

        Assert.Equal([SampleMail.Sender() with { AddedBy = "ben" }], await Store.ListAsync(Ct));
    }

    [Fact]
    public async Task Entries_are_listed_by_identity()
    {
        foreach (var identity in new[] { "z.example", "forms@example.com", "a.example" })
            await Store.PutAsync(SampleMail.Sender(identity), Ct);

        Assert.Equal(["a.example", "forms@example.com", "z.example"], (await Store.ListAsync(Ct)).Select(sender => sender.Identity));
    }

    [Fact]
    public async Task What_is_known_of_an_entry_changes_and_who_put_it_there_does_not()
    {
        await Store.PutAsync(SampleMail.Sender(status: SenderStatus.Pending), Ct);

        Assert.True(await Store.SetStatusAsync("forms@example.com", SenderStatus.Verified, Ct));

        Assert.Equal([SampleMail.Sender()], await Store.ListAsync(Ct));
    }

    [Fact]
    public async Task An_entry_that_was_taken_off_does_not_come_back_when_its_status_changes()
    {
        Assert.False(await Store.SetStatusAsync("forms@example.com", SenderStatus.Verified, Ct));

        Assert.Empty(await Store.ListAsync(Ct));
    }

    [Fact]
    public async Task A_removed_entry_covers_nothing_any_more()
    {
        await Store.PutAsync(SampleMail.Sender(), Ct);

        Assert.True(await Store.RemoveAsync("forms@example.com", Ct));

        Assert.Null(await Store.FindAsync(Forms, Ct));
        Assert.False(await Store.RemoveAsync("forms@example.com", Ct));
    }

    [Fact]
    public async Task Of_sixteen_removals_at_once_one_found_it()
    {
        await Store.PutAsync(SampleMail.Sender(), Ct);

        Assert.Single(await Race.RunAsync(_ => Store.RemoveAsync("forms@example.com", Ct)), true);
    }
}
