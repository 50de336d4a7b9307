using ServerlessMail.Core.Messages;
using ServerlessMail.Simulation.Runs;
using ServerlessMail.Simulation.Scheduling;
using ServerlessMail.Simulation.Time;

namespace ServerlessMail.Simulation.Faults;

/// <summary>The way of one worker to what it depends on. Each call is a request and an answer, and either may be slow, late or lost.</summary>
internal sealed class Link(string owner, Weather weather, VirtualTime time, Journal journal)
{
    /// <summary>A way that takes longer than this is a fault: deadlines pass meanwhile.</summary>
    private static readonly TimeSpan Unremarkable = TimeSpan.FromMilliseconds(50);

    /// <summary>How many faults befell its calls so far: who failed without one failed by itself.</summary>
    public int Faults { get; private set; }

    /// <summary>Makes one call. <paramref name="work"/> is what the other side does; it must not wait for anything.</summary>
    public async Task<T> CallAsync<T>(Dependency to, string what, MessageId? about, Func<Task<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!await TravelAsync(ct))
            throw Fault(what, about, "abandoned on the way", new OperationCanceledException(ct));
        if (weather.Refuses(to))
            throw Fault(what, about, "refused", new IOException("The request was refused."));
        if (weather.LosesRequest())
            throw Fault(what, about, "request lost", new IOException("The request was lost."));
        if (weather.DelaysRequest())
        {
            time.Later(weather.Wandering(), () => Arrive(what, about, work));
            throw Fault(what, about, "request late", new IOException("The request timed out."));
        }

        journal.Note(owner, what, about?.ToString() ?? "");
        var answer = await work();
        if (!await TravelAsync(ct))
            throw Fault(what, about, "answer abandoned", new OperationCanceledException(ct));
        if (weather.LosesAnswer())
            throw Fault(what, about, "answer lost", new IOException("The answer was lost."));
        return answer;
    }

    /// <summary>One way; false if the caller stopped waiting meanwhile.</summary>
    private async Task<bool> TravelAsync(CancellationToken ct)
    {
        var way = weather.Way();
        if (way > Unremarkable)
            Faults++;
        if (way == TimeSpan.Zero)
            await new Step();
        else if (!ct.CanBeCanceled)
            await time.After(way);
        else
            await Task.Delay(way, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !ct.IsCancellationRequested;
    }

    private void Arrive<T>(string what, MessageId? about, Func<Task<T>> work)
    {
        journal.Note(owner, what + " (late)", about?.ToString() ?? "");
        _ = work();
    }

    private Exception Fault(string what, MessageId? about, string how, Exception fault)
    {
        Faults++;
        journal.Note(owner, $"{what}: {how}", about?.ToString() ?? "");
        return fault;
    }
}
