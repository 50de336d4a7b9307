using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Messages;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.Audit;

/// <summary>Sealed messages over a store that a test can also change behind their back.</summary>
internal sealed class AuditData
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public AuditData()
    {
        Store = new MemoryStore(Time);
        Key = new TrailKey(Store.Secrets);
        Messages = new SealedMessages(Store.Messages, Key, NullLogger<SealedMessages>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(Noon);

    public MemoryStore Store { get; }

    public TrailKey Key { get; }

    public SealedMessages Messages { get; }

    public RecordAct Record => new(Store.Operators, Key, Time);

    public SealDay SealDay => new(Messages, Store.Operators, Record, Key, Time);

    /// <summary>What the last verification looked at.</summary>
    public AuditReport? Report { get; private set; }

    public static DateOnly Today => DateOnly.FromDateTime(Noon.UtcDateTime);

    public DateTimeOffset Now => Time.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Adds a message and does one step after the other to it, each as a use case does: read, act, save.</summary>
    public async Task<Message> LiveAsync(params IEnumerable<Func<Message, Message>> steps)
    {
        var message = SampleMail.Message(Now);
        Assert.True(await Messages.TryAddAsync(message, SampleMail.Draft(), Now.AddDays(90), Ct));
        foreach (var step in steps)
        {
            var read = await ReadAsync(message.Id);
            Assert.True(await Messages.TrySaveAsync(read, step(read), Ct));
        }

        return Store.Messages.All.Single(head => head.Id == message.Id);
    }

    public async Task<Message> ReadAsync(MessageId id) => (await Messages.FindAsync(id, Ct))!.Message; // every test adds it first

    /// <summary>Checks some days and the operators' trail; what it finds.</summary>
    public async Task<IReadOnlyList<AuditFault>> VerifyAsync(DateOnly from, DateOnly to)
    {
        var found = new List<AuditFault>();
        Report = await new VerifyAudit(Messages, Store.Operators, Key, Time).RunAsync(from, to, found.Add, (_, _) => { }, Ct);
        Assert.Equal(found.Count, Report.Faults);
        return found;
    }

    public async Task<TrailFault?> CheckAsync(Message message) => new TrailChain(await Key.ReadAsync(Ct)).Check(message);
}
