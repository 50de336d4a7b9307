using System.Runtime.CompilerServices;

namespace ServerlessMail.Simulation.Scheduling;

/// <summary>Wakes everybody who waits for it. Who waits looks first, since nothing comes in between: a signal that nobody waits for is lost.</summary>
internal sealed class Signal : INotifyCompletion
{
    private readonly List<(ProcessContext Of, Action Continuation)> _waiting = [];

    public bool IsCompleted => false;

    public Signal GetAwaiter() => this;

    public void OnCompleted(Action continuation) => _waiting.Add((Step.Current, continuation));

    public void GetResult()
    {
    }

    public void Set()
    {
        foreach (var (of, continuation) in _waiting)
            Step.Resume(of, continuation);
        _waiting.Clear();
    }
}
