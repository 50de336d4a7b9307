using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>What an intake costs, and that what it remembers is never believed.</summary>
public sealed class DynamoIntakeRequestTests(Dynalite dynalite) : IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    private static readonly FormName Contact = FormName.Parse("contact");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _data.CreateAsync();
        await _data.Get<IControlStore>().EnsureAsync(Ct);
        await _data.Get<ISenderStore>().PutAsync(SampleMail.Sender(), Ct);
        await _data.Get<IFormStore>().TryApplyAsync([SampleMail.Form()], Ct);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task After_the_first_it_is_one_consistent_BatchGet()
    {
        await ReadAsync();
        _data.Wire.Forget();

        var intake = await ReadAsync();

        Assert.NotNull(intake.Sender);
        var (operation, body) = Assert.Single(_data.Wire.Requests);
        Assert.Equal("BatchGetItem", operation);
        Assert.Contains("\"ConsistentRead\":true", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_sender_changed_is_judged_by_the_new_one()
    {
        await ReadAsync();
        await _data.Get<IFormStore>().TryApplyAsync([SampleMail.Form() with { From = Mailbox.Parse("new@example.org"), Version = 1 }], Ct);

        Assert.Null((await ReadAsync()).Sender);

        await _data.Get<ISenderStore>().PutAsync(SampleMail.Sender("example.org"), Ct);
        Assert.Equal("example.org", (await ReadAsync()).Sender?.Identity);
    }

    [Fact]
    public async Task A_sender_that_was_taken_off_the_list_is_none_at_once()
    {
        await ReadAsync();
        await _data.Get<ISenderStore>().RemoveAsync("forms@example.com", Ct);

        Assert.Null((await ReadAsync()).Sender);
    }

    private Task<Intake> ReadAsync() => _data.Get<IIntakeStore>().ReadAsync(Contact, Ct);
}
