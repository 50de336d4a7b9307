using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Testing.MemoryStores;

namespace ServerlessMail.Core.Tests.Queues;

public class ReturnDeadLettersTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private readonly MemoryStore _store = new(TimeProvider.System);

    private ReturnDeadLetters Redrive => new(_store.DeadLetters, _store.Feedback, TimeProvider.System);

    [Fact]
    public async Task Progress_is_told_step_by_step_and_never_goes_back()
    {
        for (var i = 0; i < 25; i++)
            _store.DeadLetters.Bury(ServiceQueue.Normal, "x");
        var told = new List<int>();

        Assert.Equal(25, await Redrive.AllAsync(ServiceQueue.Normal, told.Add, Ct));

        Assert.Equal([10, 20, 25], told);
        Assert.Equal(0, _store.DeadLetters.Count(ServiceQueue.Normal));
    }

    [Fact]
    public async Task What_a_failure_left_is_returned_by_the_next_run()
    {
        for (var i = 0; i < 25; i++)
            _store.DeadLetters.Bury(ServiceQueue.Bulk, "x");
        var left = 2;
        _store.DeadLetters.Door.Before = _ => left-- == 0 ? new IOException() : null;

        await Assert.ThrowsAsync<IOException>(() => Redrive.AllAsync(ServiceQueue.Bulk, _ => { }, Ct));
        Assert.Equal(5, await Redrive.AllAsync(ServiceQueue.Bulk, _ => { }, Ct));

        Assert.Equal(25, _store.Queue.Count(Lane.Bulk));
    }

    [Fact]
    public async Task Of_old_feedback_the_watch_is_told_before_any_of_it_is_on_its_way()
    {
        for (var i = 0; i < 15; i++)
            _store.DeadLetters.Bury(ServiceQueue.Feedback, "x");
        var told = new List<int>();
        _store.DeadLetters.Door.Passing = _ =>
        {
            told.Add(_store.Feedback.Told.Count(known => known.IsUndone));
            return Task.CompletedTask;
        };

        await Redrive.AllAsync(ServiceQueue.Feedback, _ => { }, Ct);

        // Each step passes the door twice.
        Assert.Equal([1, 1, 2, 2], told);
        Assert.Equal(3, _store.Feedback.Told.Count);
    }

    [Fact]
    public async Task Feedback_stays_put_aside_while_the_watch_cannot_be_told()
    {
        var letter = _store.DeadLetters.Bury(ServiceQueue.Feedback, "x");
        _store.Feedback.Door.Shut();

        await Assert.ThrowsAsync<IOException>(() => Redrive.OneAsync(ServiceQueue.Feedback, letter.Id, Ct));
        await Assert.ThrowsAsync<IOException>(() => Redrive.AllAsync(ServiceQueue.Feedback, _ => { }, Ct));

        Assert.Equal((1, 0), (_store.DeadLetters.Count(ServiceQueue.Feedback), _store.FeedbackQueue.Count));
    }

    [Fact]
    public async Task The_lanes_do_not_concern_the_watch()
    {
        var letter = _store.DeadLetters.Bury(ServiceQueue.Urgent, "x");

        Assert.True(await Redrive.OneAsync(ServiceQueue.Urgent, letter.Id, Ct));
        Assert.False(await Redrive.OneAsync(ServiceQueue.Urgent, letter.Id, Ct));

        Assert.Empty(_store.Feedback.Told);
    }
}
