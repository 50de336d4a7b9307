using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Secrets;
using ServerlessMail.Core.Senders;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>A conditional write whose answer is lost has happened or not, and its writer must find out which.</summary>
public sealed class LostAnswersTests(Dynalite dynalite) : IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _data.Time.GetUtcNow();

    private DynamoMessages Messages => _data.Get<DynamoMessages>();

    private IControlStore Control => _data.Get<IControlStore>();

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    public async Task A_claim_is_known_as_the_own_one(WireFault fault)
    {
        var message = await AddAsync();
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        _data.Wire.Once(fault, "UpdateItem", message.Id.ToString());

        Assert.True(await Messages.TrySaveAsync(message, claimed, Ct));

        Same.Message(claimed, (await Messages.FindAsync(message.Id, Ct))?.Message);
    }

    [Fact]
    public async Task Of_two_equal_claims_the_one_whose_request_was_lost_does_not_take_the_other_for_its_own()
    {
        var message = await AddAsync();
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        var other = _data.Another().GetRequiredService<DynamoMessages>();
        var otherWon = false;
        _data.Wire.Once(
            WireFault.RequestLost,
            "UpdateItem",
            message.Id.ToString(),
            then: async () => otherWon = await other.TrySaveAsync(message, claimed, Ct));

        Assert.False(await Messages.TrySaveAsync(message, claimed, Ct));
        Assert.True(otherWon);
    }

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    [InlineData(WireFault.Throttled)]
    public async Task A_claim_that_somebody_else_made_before_is_lost_whatever_the_network_does(WireFault fault)
    {
        var message = await AddAsync();
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        Assert.True(await Messages.TrySaveAsync(message, claimed, Ct));
        _data.Wire.Once(fault, "UpdateItem", message.Id.ToString());

        Assert.False(await Messages.TrySaveAsync(message, claimed, Ct));
    }

    [Fact]
    public async Task Of_sixteen_equal_claims_whose_first_answers_are_all_lost_one_wins()
    {
        var message = await AddAsync();
        var claimed = message.Claim(Now, Now.AddMinutes(1));
        _data.Wire.OnceEach(WireFault.AnswerLost, "UpdateItem");

        Assert.Single(await Race.RunAsync(_ => Messages.TrySaveAsync(message, claimed, Ct)), true);
    }

    [Fact]
    public async Task A_grant_whose_answer_was_lost_is_counted_on_the_safe_side_and_asked_for_again()
    {
        await Control.EnsureAsync(Ct);
        await Control.SetLimitsAsync(null, 14, 1000, 0.5, Ct);
        await GrantAsync();
        _data.Wire.Once(WireFault.AnswerLost, "UpdateItem", "CONTROL");

        Assert.IsType<GrantOutcome.Granted>(await GrantAsync());

        Assert.Equal("3", (await _data.ItemAsync(ItemKey.Control))?[Columns.UsedAll].N);
    }

    [Fact]
    public async Task A_grant_whose_answer_was_lost_is_worth_nothing_after_a_pause()
    {
        await Control.EnsureAsync(Ct);
        _data.Wire.Once(WireFault.AnswerLost, "UpdateItem", "CONTROL", then: () => Control.PauseAsync(SendScope.All, "stop", "anna", Now, Ct));

        Assert.Equal(new GrantOutcome.Stopped([SendScope.All]), await GrantAsync());
    }

    private async Task<(bool Paused, string? Reason, string? By, DateTimeOffset? At)> ControlAsync() =>
        await Control.ReadAsync(Ct) is { Fault: null } state ? (state.Paused, state.Reason, state.ChangedBy, state.ChangedAt) : default;

    private Task<GrantOutcome> GrantAsync() => Control.TakeGrantAsync(GrantRequest.OfOne(Lane.Urgent, 1), Now, Ct);

    [Fact]
    public async Task A_resume_that_arrives_late_does_not_undo_a_later_pause()
    {
        await Control.PauseAsync(SendScope.All, "first", "anna", Now, Ct);
        _data.Wire.Forget();
        _data.Wire.Once(WireFault.RequestLost, "UpdateItem", "CONTROL");
        await Control.ResumeAsync(SendScope.All, "anna", Now, Ct);
        var late = _data.Wire.Requests.First(request => request.Operation == "UpdateItem");
        await Control.PauseAsync(SendScope.All, "second", "ben", Now, Ct);

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _data.DeliverUpdateAsync(late));

        Assert.Equal("second", (await Control.ReadAsync(Ct)).Reason);
        Assert.Equal(new GrantOutcome.Stopped([SendScope.All]), await GrantAsync());
    }

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    [InlineData(WireFault.Throttled)]
    public async Task A_pause_and_a_resume_get_through(WireFault fault)
    {
        _data.Wire.Once(fault, "UpdateItem", "CONTROL");
        await Control.PauseAsync(SendScope.All, "stop", "anna", Now, Ct);
        Assert.Equal((true, "stop", "anna", Now), await ControlAsync());

        _data.Wire.Once(fault, "UpdateItem", "CONTROL");
        await Control.ResumeAsync(SendScope.All, "ben", Now, Ct);
        Assert.Equal((false, null, "ben", Now), await ControlAsync());
    }

    [Fact]
    public async Task A_use_of_a_limit_is_counted_once()
    {
        var limits = _data.Get<ILimitStore>();
        var passed = new List<bool>();
        for (var i = 0; i < 3; i++)
        {
            _data.Wire.Once(WireFault.AnswerLost, "UpdateItem", "LIMIT#");
            passed.Add(await limits.TryCountAsync("contact", new LimitWindow("12:00", 2, Now.AddMinutes(1)), Ct));
        }

        Assert.Equal([true, true, false], passed);
    }

    [Fact]
    public async Task A_removal_from_the_allowlist_counts_as_done()
    {
        var senders = _data.Get<ISenderStore>();
        await senders.PutAsync(SampleMail.Sender(), Ct);
        _data.Wire.Once(WireFault.AnswerLost, "DeleteItem");

        Assert.True(await senders.RemoveAsync(SampleMail.Sender().Identity, Ct));
    }

    [Fact]
    public async Task A_new_secret_is_the_one_in_the_table()
    {
        _data.Wire.Once(WireFault.AnswerLost, "PutItem", "SECRET");

        var key = await _data.Get<ISecretStore>().GetOrCreateAsync("trail", Ct);

        Assert.Equal(key.ToArray(), (await _data.Another().GetRequiredService<ISecretStore>().GetOrCreateAsync("trail", Ct)).ToArray());
    }

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    public async Task A_form_is_known_as_the_own_one(WireFault fault)
    {
        _data.Wire.Once(fault, "PutItem", "contact");

        Assert.True(await _data.Get<IFormStore>().TryApplyAsync([SampleMail.Form()], Ct));
    }

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    [InlineData(WireFault.Throttled)]
    public async Task Forms_are_taken_back_when_one_of_them_cannot_be_written(WireFault fault)
    {
        var forms = new DynamoForms(_data.Get<TableReads>(), _data.PatientWrites, _data.Time);
        await forms.TryApplyAsync([SampleMail.Form("alpha")], Ct);
        _data.Wire.Always(fault, "PutItem", "\"beta\"");

        await Assert.ThrowsAnyAsync<Exception>(() => forms.TryApplyAsync(
            [SampleMail.Form("alpha") with { Version = 1, Honeypot = "new" }, SampleMail.Form("beta"), SampleMail.Form("gamma")], Ct));

        Same.Form(SampleMail.Form("alpha") with { Version = 1 }, Assert.Single(await forms.ListAsync(Ct)));
    }

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    [InlineData(WireFault.Throttled)]
    public async Task A_write_that_stays_without_a_good_answer_is_tried_four_times_and_no_more(WireFault fault)
    {
        var message = await AddAsync();
        var store = new DynamoMessages(_data.Get<TableReads>(), _data.PatientWrites, _data.Time);
        _data.Wire.Always(fault, "UpdateItem");
        _data.Wire.Forget();

        await Assert.ThrowsAnyAsync<Exception>(() => store.TrySaveAsync(message, message.Claim(Now, Now.AddMinutes(1)), Ct));

        Assert.Equal(4, _data.Wire.Operations.Count(operation => operation == "UpdateItem"));
    }

    [Fact]
    public async Task A_write_that_cannot_succeed_is_tried_once()
    {
        var writes = new TableWrites(_data.Get<DynamoClients>().Writes, "no-such-table", _data.Time);
        _data.Wire.Forget();

        await Assert.ThrowsAsync<ResourceNotFoundException>(() => writes.DeleteAsync(ItemKey.Control, null, null, Ct));

        Assert.Single(_data.Wire.Operations);
    }

    private async Task<Message> AddAsync()
    {
        var message = SampleMail.Message(Now);
        Assert.True(await Messages.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(1), Ct));
        return message;
    }
}
