using System.Runtime.CompilerServices;

namespace ServerlessMail.Simulation.Scheduling;

/// <summary>Awaited, it lets any other step come in between.</summary>
internal readonly struct Step : INotifyCompletion
{
    public bool IsCompleted => false;

    public Step GetAwaiter() => this;

    public void OnCompleted(Action continuation) => Resume(Current, continuation);

    public void GetResult()
    {
    }

    /// <summary>The process at work.</summary>
    internal static ProcessContext Current =>
        SynchronizationContext.Current as ProcessContext ?? throw new InvalidOperationException("Only processes of the simulation wait here.");

    internal static void Resume(ProcessContext of, Action continuation) => of.Post(static state => ((Action)state!)(), continuation); // the state is what is given here
}
