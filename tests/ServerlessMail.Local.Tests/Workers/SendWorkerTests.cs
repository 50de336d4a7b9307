using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessMail.Core;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;
using ServerlessMail.Local.Workers;
using ServerlessMail.Testing.MemoryStores;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Local.Tests.Workers;

public sealed class SendWorkerTests : IMailTransport, IDisposable
{
    private readonly MemoryStore _store = new(TimeProvider.System);
    private readonly SemaphoreSlim _sent = new(0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_that_is_no_id_is_dropped_and_the_next_is_worked_on()
    {
        await AddAsync();
        _store.Queue.Put(Lane.Normal, "nonsense");
        _store.Queue.Put(Lane.Normal, _store.Messages.All[0].Id.ToString());

        await WorkUntilSentAsync();

        Assert.Equal(0, _store.Queue.Count(Lane.Normal));
        Assert.Equal(MessageStatus.Sent, _store.Messages.All[0].Status);
    }

    [Fact]
    public async Task One_record_that_fails_does_not_keep_another_of_its_batch()
    {
        var broken = await AddAsync();
        var sound = await AddAsync();
        var left = 1;
        _store.Messages.Door.Before = operation => operation == nameof(IMessageStore.FindAsync) && Interlocked.Exchange(ref left, 0) == 1 ? new IOException() : null;
        await _store.Queue.SendAsync(Lane.Normal, broken, TimeSpan.Zero, Ct);
        await _store.Queue.SendAsync(Lane.Normal, sound, TimeSpan.Zero, Ct);

        await WorkUntilSentAsync();

        // The one whose work failed comes back when its visibility ends.
        Assert.Equal(1, _store.Queue.Count(Lane.Normal));
        Assert.Equal(MessageStatus.Sent, (await _store.Messages.FindAsync(sound, Ct))?.Message.Status);
        Assert.Equal(MessageStatus.Accepted, (await _store.Messages.FindAsync(broken, Ct))?.Message.Status);
    }

    [Fact]
    public async Task A_queue_that_cannot_be_read_is_read_again()
    {
        var id = await AddAsync();
        var left = 1;
        _store.Queue.Door.Before = _ => Interlocked.Exchange(ref left, 0) == 1 ? new IOException() : null;
        _store.Queue.Put(Lane.Normal, id.ToString());

        await WorkUntilSentAsync();

        Assert.Equal(0, _store.Queue.Count(Lane.Normal));
    }

    public Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct)
    {
        _sent.Release();
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent("0100-ses"));
    }

    public void Dispose() => _sent.Dispose();

    private async Task<MessageId> AddAsync()
    {
        await _store.Control.EnsureAsync(Ct);
        await _store.Senders.PutAsync(SampleMail.Sender(), Ct);
        var message = SampleMail.Message(TimeProvider.System.GetUtcNow());
        await _store.Messages.TryAddAsync(message, SampleMail.Draft(), message.Id.Time.AddDays(1), Ct);
        return message.Id;
    }

    /// <summary>Runs the worker until a mail was sent, then stops it as a host does: what it has begun it ends.</summary>
    private async Task WorkUntilSentAsync()
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IMailTransport>(this)
            .AddCore(SendTimings.Local)
            .AddMemoryStores(_store)
            .BuildServiceProvider();
        var send = services.GetRequiredService<SendBatch>();
        using var worker = new SendWorker(Lane.Normal, _store.Queue, send, SendTimings.Local, TimeProvider.System, NullLogger<SendWorker>.Instance);
        await worker.StartAsync(Ct);
        await _sent.WaitAsync(Ct);
        await worker.StopAsync(Ct);
    }
}
