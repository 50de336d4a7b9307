using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Local.Inbox;
using ServerlessMail.Local.Tests.Ses;

namespace ServerlessMail.Local.Tests.Inbox;

public sealed class InboxWatchTests : IDisposable
{
    private static readonly InboxState Empty = new(0, 0, 0);
    private static readonly InboxState One = new(1, 1, 1);

    private readonly FakeTimeProvider _time = new();
    private readonly Channel<InboxState> _looks = Channel.CreateUnbounded<InboxState>();
    private readonly InboxWatch _watch;
    private int _asked;

    public InboxWatchTests() => _watch = new InboxWatch(
        async ct =>
        {
            Interlocked.Increment(ref _asked);
            return await _looks.Reader.ReadAsync(ct);
        },
        _time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_look_tells_all_readers()
    {
        var readers = Enumerable.Range(0, 5).Select(_ => Join()).ToArray();

        Look(Empty);

        foreach (var reader in readers)
            Assert.Equal(Empty, await reader.Reader.ReadAsync(Ct));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Only_news_is_told_and_a_sign_of_life_now_and_then()
    {
        var reader = Join();
        Look(Empty);
        Assert.Equal(Empty, await reader.Reader.ReadAsync(Ct));

        for (var i = 0; i < 49; i++)
            await LookAgainAsync(Empty);
        Assert.Null(await reader.Reader.ReadAsync(Ct));

        await LookAgainAsync(One);
        Assert.Equal(One, await reader.Reader.ReadAsync(Ct));
    }

    [Fact]
    public async Task Who_joins_later_is_told_the_present_at_once()
    {
        var first = Join();
        Look(One);
        await first.Reader.ReadAsync(Ct);

        Assert.True(Join().Reader.TryRead(out var state));
        Assert.Equal(One, state);
    }

    [Fact]
    public async Task With_the_last_reader_the_looking_ends_and_with_the_next_it_begins_again()
    {
        var reader = Join();
        Look(Empty);
        await reader.Reader.ReadAsync(Ct);
        _watch.Leave(reader);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _asked);

        var next = Join();
        Look(One);

        Assert.Equal(One, await next.Reader.ReadAsync(Ct));
    }

    [Fact]
    public async Task When_it_cannot_look_the_readers_are_told_and_the_next_one_tries_again()
    {
        var reader = Join();
        _looks.Writer.Complete(new IOException("the disk is gone"));

        await Assert.ThrowsAnyAsync<Exception>(() => reader.Reader.Completion.WaitAsync(Ct));

        Assert.NotSame(reader, Join());
    }

    [Fact]
    public void There_is_room_for_thirty_two_and_who_leaves_makes_room()
    {
        var readers = Enumerable.Range(0, InboxWatch.MaxReaders).Select(_ => Join()).ToArray();
        Assert.Null(_watch.TryJoin());

        _watch.Leave(readers[0]);

        Assert.NotNull(_watch.TryJoin());
    }

    [Fact]
    public async Task The_thirty_third_stream_is_refused_kindly()
    {
        await using var service = await LocalService.StartAsync();
        var streams = new List<Stream>();
        for (var i = 0; i < InboxWatch.MaxReaders; i++)
            streams.Add(await service.Client.GetStreamAsync("/inbox/api/events", Ct));

        var refused = await service.Client.GetAsync("/inbox/api/events", Ct);
        Assert.Equal((503, "5"), ((int)refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));

        foreach (var stream in streams)
            await stream.DisposeAsync();
        while ((await service.Client.GetAsync("/inbox/api/events", HttpCompletionOption.ResponseHeadersRead, Ct)) is { IsSuccessStatusCode: false })
            Ct.ThrowIfCancellationRequested();
    }

    public void Dispose() => _watch.Dispose();

    private Channel<InboxState?> Join() => _watch.TryJoin() ?? throw new InvalidOperationException("There is no room.");

    private void Look(InboxState state) => _looks.Writer.TryWrite(state);

    /// <summary>Has it look once more and waits until it has: then it waits for the time again.</summary>
    private async Task LookAgainAsync(InboxState state)
    {
        var asked = Volatile.Read(ref _asked);
        Look(state);
        while (Volatile.Read(ref _asked) == asked)
        {
            Ct.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Yield();
        }
    }
}
