using Amazon.DynamoDBv2.Model;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

/// <summary>The switch that stops everything, where the network or a person's hand makes trouble.</summary>
public sealed class DynamoControlFaultTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly DynamoData _data = new(dynalite);

    private IControlStore Store => _data.Get<IControlStore>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Fact]
    public async Task A_pause_by_hand_on_an_empty_table_stops_everything()
    {
        await _data.SetPausedAsync(new AttributeValue { BOOL = true });

        Assert.Equal(new ControlState(null, Paused: true, null, null, null), await Store.ReadAsync(Ct));
        Assert.Equal(GrantOutcome.Paused, await GrantAsync());

        await Store.EnsureAsync(Ct);
        Assert.Equal(GrantOutcome.Paused, await GrantAsync());

        await Store.ResumeAsync("anna", Noon, Ct);
        Assert.Equal(GrantOutcome.Granted, await GrantAsync());
    }

    [Fact]
    public async Task A_pause_by_hand_on_an_open_service_stops_everything()
    {
        await Store.EnsureAsync(Ct);
        await _data.SetPausedAsync(new AttributeValue { BOOL = true });

        Assert.Equal(GrantOutcome.Paused, await GrantAsync());
    }

    [Fact]
    public async Task An_item_without_paused_grants_nothing_and_says_so()
    {
        await SetAsync("SET granted = :value REMOVE paused", new AttributeValue { N = "0" });

        Assert.Contains("paused", (await Store.ReadAsync(Ct)).Fault, StringComparison.Ordinal);
        Assert.Equal(GrantOutcome.Unusable, await GrantAsync());
    }

    [Fact]
    public async Task A_counter_that_is_no_number_grants_nothing_until_a_resume_mends_it()
    {
        await Store.EnsureAsync(Ct);
        await SetAsync("SET granted = :value", new AttributeValue { S = "many" });

        Assert.Contains("granted", (await Store.ReadAsync(Ct)).Fault, StringComparison.Ordinal);
        Assert.Equal(GrantOutcome.Unusable, await GrantAsync());

        await Store.ResumeAsync("anna", Noon, Ct);
        Assert.Equal(GrantOutcome.Granted, await GrantAsync());
    }

    [Fact]
    public async Task A_grant_whose_answer_was_lost_is_asked_for_again()
    {
        await Store.EnsureAsync(Ct);
        _data.Wire.Once(Wire.Fault.AnswerLost, "UpdateItem", "recipients");

        Assert.Equal(GrantOutcome.Granted, await GrantAsync());

        // Counted twice, used once: the error is on the safe side.
        Assert.Equal("4", (await _data.ItemAsync(ItemKey.Control))?[Columns.Granted].N);
    }

    [Fact]
    public async Task A_grant_that_is_repeated_after_a_pause_is_none()
    {
        await Store.EnsureAsync(Ct);
        await Store.PauseAsync("stop", "anna", Noon, Ct);
        _data.Wire.Once(Wire.Fault.RequestLost, "UpdateItem", "recipients");

        Assert.Equal(GrantOutcome.Paused, await GrantAsync());
    }

    [Theory]
    [InlineData(nameof(Wire.Fault.AnswerLost))]
    [InlineData(nameof(Wire.Fault.RequestLost))]
    [InlineData(nameof(Wire.Fault.Throttled))]
    public async Task A_pause_and_a_resume_get_through_a_fault_of_the_network(string fault)
    {
        await Store.EnsureAsync(Ct);
        _data.Wire.Once(Enum.Parse<Wire.Fault>(fault), "UpdateItem");
        await Store.PauseAsync("stop", "anna", Noon, Ct);
        Assert.Equal(new ControlState(null, Paused: true, "stop", "anna", Noon), await Store.ReadAsync(Ct));

        _data.Wire.Once(Enum.Parse<Wire.Fault>(fault), "UpdateItem");
        await Store.ResumeAsync("ben", Noon, Ct);
        Assert.Equal(new ControlState(null, Paused: false, null, "ben", Noon), await Store.ReadAsync(Ct));
    }

    private Task<GrantOutcome> GrantAsync() => Store.TakeGrantAsync(Lane.Normal, 2, Ct);

    private async Task SetAsync(string update, AttributeValue value) => await _data.Client.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = _data.Table,
            Key = ItemKey.Control.Attributes(),
            UpdateExpression = update,
            ExpressionAttributeValues = new() { [":value"] = value },
        },
        Ct);
}
