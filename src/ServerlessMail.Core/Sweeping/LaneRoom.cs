using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Core.Sweeping;

/// <summary>How much more a lane's queue should be fed during one sweep. Thread-safe.</summary>
public sealed class LaneRoom
{
    private readonly TimeSpan _step;
    private int _depth;

    private LaneRoom(Lane lane, long target, TimeSpan step, int depth) => (Lane, Target, _step, _depth) = (lane, target, step, depth);

    public Lane Lane { get; }

    /// <summary>What keeps the whole lane from leaving; null when nothing does.</summary>
    public SendScope? Stop { get; private init; }

    /// <summary>How much the queue should hold at most: what can leave in <see cref="SendTimings.QueueAhead"/>.</summary>
    public long Target { get; }

    /// <summary>How much it holds now.</summary>
    public int Depth => Volatile.Read(ref _depth);

    /// <summary>How many more may be put in.</summary>
    public int Left => (int)Math.Clamp(Target - Depth, 0, int.MaxValue);

    /// <summary>True when so much is in it that a record may well wait there for long.</summary>
    public bool IsLong => Depth > 0 && Depth >= Target;

    /// <summary>Counts one more in, and tells for how long it should be hidden: until those before it have left.</summary>
    public TimeSpan Fill() => _step * (Interlocked.Increment(ref _depth) - 1);

    public static async Task<LaneRoom> OfAsync(Lane lane, ControlState control, IMessageQueue queue, SendTimings timings, DateTimeOffset now, CancellationToken ct) =>
        new(lane, control.RoomFor(lane, timings.QueueAhead, now), control.StepOf(lane), await queue.DepthAsync(lane, ct))
        {
            Stop = control.StopOf([SendScope.Of(lane)]),
        };

    /// <summary>Of a queue that cannot be asked: nothing goes in, and what may be in it waits on.</summary>
    public static LaneRoom Unknown(Lane lane) => new(lane, 0, TimeSpan.Zero, 1);
}
