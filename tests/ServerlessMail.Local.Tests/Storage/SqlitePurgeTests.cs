using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Local.Storage;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Local.Tests.Storage;

public sealed class SqlitePurgeTests : IDisposable
{
    private readonly SqliteData _data = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_has_had_its_time_goes()
    {
        var now = _data.Time.GetUtcNow();
        var messages = _data.Get<SqliteMessages>();
        var old = SampleMail.Message(now);
        await messages.TryAddAsync(old, SampleMail.Draft(), now.AddDays(90), Ct);
        await _data.Get<ILimitStore>().TryCountAsync("contact", new LimitWindow("12:00", 1, now.AddMinutes(1)), Ct);
        await _data.Get<ILimitStore>().TryEnterAsync(new ClientPost("contact#c1", "0123456789abcdef", old.Id, now, null), Ct);

        Assert.Equal(0, await _data.Get<SqlitePurge>().RunAsync(Ct));

        _data.Time.Advance(TimeSpan.FromDays(91));
        var young = SampleMail.Message(_data.Time.GetUtcNow());
        await messages.TryAddAsync(young, SampleMail.Draft(), _data.Time.GetUtcNow().AddYears(10), Ct);
        Assert.Equal(3, await _data.Get<SqlitePurge>().RunAsync(Ct));
        Same(old, await messages.FindAsync(old.Id, Ct), hasDraft: false);

        _data.Time.Advance(Retention.Trail - TimeSpan.FromDays(90));
        Assert.Equal(1, await _data.Get<SqlitePurge>().RunAsync(Ct));
        Assert.Null(await messages.FindAsync(old.Id, Ct));
        Same(young, await messages.FindAsync(young.Id, Ct), hasDraft: true);
    }

    public void Dispose() => _data.Dispose();

    private static void Same(Message expected, StoredMessage? actual, bool hasDraft)
    {
        Testing.Contracts.Same.Message(expected, actual?.Message);
        Assert.Equal(hasDraft, actual?.Draft is not null);
    }
}
