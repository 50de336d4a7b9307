using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Queues;
using ServerlessMail.Simulation.Faults;
using ServerlessMail.Simulation.Links;
using ServerlessMail.Simulation.Queues;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Tests;

public sealed class PutAsideTests
{
    private readonly VirtualTime _time = new();
    private readonly PutAside _letters;
    private readonly SimulatedQueue _queue;
    private readonly MessageId _id;

    public PutAsideTests()
    {
        _letters = new PutAside(_time);
        _queue = new SimulatedQueue(_time, new Weather(Climates.Calm, new Dice(1, 1), _time), new Dice(1, 2), _letters, mostReceives: 2);
        _id = new SeededIds(_time, new Dice(1, 3)).Next();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_received_as_often_as_is_allowed_is_put_aside_and_not_before()
    {
        await _queue.SendAsync(Lane.Normal, _id, TimeSpan.Zero, Ct);
        Assert.Single(await ReceiveAsync());
        Assert.Single(await ReceiveAsync());
        Assert.Empty(_letters.Of(ServiceQueue.Normal));

        Assert.Empty(await ReceiveAsync());

        Assert.Equal(_id.ToString(), Assert.Single(_letters.Of(ServiceQueue.Normal)).Body);
        Assert.True(_queue.IsEmpty);
    }

    [Fact]
    public async Task Who_dies_in_the_middle_of_a_return_leaves_a_record_in_both_places()
    {
        _letters.Bury(ServiceQueue.Normal, _id.ToString(), () => _queue.Put(Lane.Normal, _id.ToString(), TimeSpan.Zero, poison: false));
        var letter = Assert.Single(_letters.Of(ServiceQueue.Normal));

        Assert.True(_letters.TryPutBack(ServiceQueue.Normal, letter.Id));
        Assert.False(_letters.IsEmpty);
        Assert.Single(await ReceiveAsync());

        _letters.Remove(letter.Id);
        Assert.False(_letters.TryPutBack(ServiceQueue.Normal, letter.Id));
    }

    private async Task<IReadOnlyList<QueueRecord>> ReceiveAsync()
    {
        var received = await _queue.ReceiveAsync(Lane.Normal, 10, TimeSpan.FromSeconds(1), Ct);
        for (var end = _time.Now + TimeSpan.FromSeconds(1); _time.TryAdvance(end);)
            continue;
        return received;
    }
}
