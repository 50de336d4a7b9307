using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Core.Audit;
using ServerlessMail.Testing.Contracts;
using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Aws.Tests.Dynamo;

public sealed class DynamoOperatorTrailTests(Dynalite dynalite) : OperatorTrailContract, IAsyncLifetime
{
    private readonly DynamoData _data = new(dynalite);

    protected override IOperatorTrail Trail => _data.Get<IOperatorTrail>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _data.CreateAsync();

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    [Theory]
    [InlineData(WireFault.AnswerLost)]
    [InlineData(WireFault.RequestLost)]
    public async Task An_act_is_known_as_the_own_one(WireFault fault)
    {
        _data.Wire.Once(fault, "PutItem", "LAST");

        Assert.True(await Trail.TryAppendAsync(Act(1), Ct));

        Assert.Equal([Act(1)], await Trail.ReadAsync(Act(1).Month, Ct));
    }

    [Fact]
    public async Task An_act_whose_writer_died_before_its_copy_is_read_and_then_copied_by_the_next()
    {
        _data.Wire.Always(WireFault.RequestLost, "PutItem", "OPS#2026-11");
        var dying = new DynamoOperatorTrail(_data.Get<TableReads>(), _data.PatientWrites);
        await Assert.ThrowsAnyAsync<Exception>(() => dying.TryAppendAsync(Act(1), Ct));
        _data.Wire.Mend();

        Assert.Equal([Act(1)], await Trail.ReadAsync(Act(1).Month, Ct));
        Assert.True(await Trail.TryAppendAsync(Act(2), Ct));

        Assert.NotNull(await _data.ItemAsync(ItemKey.Act(Act(1).Month, 1)));
        Assert.Equal([Act(1), Act(2)], await Trail.ReadAsync(Act(1).Month, Ct));
    }

    private static OperatorAct Act(long seq) => new(seq, new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), "anna", ActNames.Pause, null, "x", default);
}
