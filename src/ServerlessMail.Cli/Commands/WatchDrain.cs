using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Control;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Cli.Commands;

/// <summary>
/// Looks on while the sweeper lets go what was held, and shows how much is left. It does none of the sweeper's work; where nothing moves for long, it
/// says why instead of waiting on.
/// </summary>
internal sealed class WatchDrain(Session session, SendScope scope, HeldMail held)
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestStall = TimeSpan.FromSeconds(30);

    private readonly SendTimings _timings = session.Get<SendTimings>();

    private int _left;
    private int? _total;
    private int _lowest = int.MaxValue;
    private IReadOnlyDictionary<Lane, MessageId> _next = new Dictionary<Lane, MessageId>();

    private TimeSpan LookEvery => _timings.SweepEvery < LongestLook ? _timings.SweepEvery : LongestLook;

    /// <summary>Some rounds of the sweeper without any effect.</summary>
    private TimeSpan StallsAfter => 3 * _timings.SweepEvery is var rounds && rounds > ShortestStall ? rounds : ShortestStall;

    /// <summary>Watches until nothing is held any more, or nothing will move.</summary>
    /// <param name="timeout">For how long at most; null: as long as something moves.</param>
    /// <param name="ct">Ends the watch, not the drain.</param>
    public async Task<DrainEnd> RunAsync(TimeSpan? timeout, CancellationToken ct)
    {
        using var bar = new ProgressBar(session.Terminal, isShown: session.Terminal.ShowsProgress && !session.Json);
        try
        {
            return await LookOnAsync(bar, timeout, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new DrainEnd.Interrupted(_left);
        }
    }

    private async Task<DrainEnd> LookOnAsync(ProgressBar bar, TimeSpan? timeout, CancellationToken ct)
    {
        var began = session.Time.GetTimestamp();
        var moved = began;
        while (true)
        {
            _left = await held.CountAsync(ct);
            Show(bar);
            if (_left == 0)
                return new DrainEnd.Drained();
            var state = await session.Get<IControlStore>().ReadAsync(ct);
            if (!state.Open || state.StopOf([scope]) is not null)
                return new DrainEnd.StoppedAgain(_left, state);
            if (await HasMovedAsync(ct))
                moved = session.Time.GetTimestamp();
            if (session.Time.GetElapsedTime(moved) is var still && still >= StallsAfter)
                return await StalledAsync(state, still, ct);
            if (timeout is { } longest && session.Time.GetElapsedTime(began) >= longest)
                return new DrainEnd.TimedOut(_left, longest);
            await Task.Delay(LookEvery, session.Time, ct);
        }
    }

    private void Show(ProgressBar bar)
    {
        // What cannot be counted has no total; once it can, the bar begins.
        if (_left <= HeldMail.CountTo)
            _total = Math.Max(_total ?? 0, _left);
        bar.Show(_total - _left ?? 0, _total, _total is null ? $"{HeldMail.Text(_left)} still held" : $"{_left} of {_total} still held");
    }

    private async Task<bool> HasMovedAsync(CancellationToken ct)
    {
        if (_left <= HeldMail.CountTo)
        {
            var isLess = _left < _lowest;
            _lowest = Math.Min(_lowest, _left);
            return isLess;
        }

        var before = _next;
        _next = await held.NextAsync(ct);
        return before.Count != _next.Count || before.Any(known => _next.GetValueOrDefault(known.Key) != known.Value);
    }

    private async Task<DrainEnd> StalledAsync(ControlState state, TimeSpan still, CancellationToken ct)
    {
        var (why, advice) = await WhyNothingMoves.TellAsync(session, state, [.. (await held.NextAsync(ct)).Keys], ct);
        return new DrainEnd.Stalled(_left, still, why, advice);
    }
}
