using Microsoft.Extensions.Logging;

namespace ServerlessMail.Simulation.Invariants;

/// <summary>
/// Reads what Core logs as an error: a fault that it caught and that no dependency can have thrown is a bug, which the log alone would not tell.
/// </summary>
internal sealed class WatchedLog<T>(string of, Witness witness) : ILogger<T>
{
    private static readonly string[] Explained = [nameof(IOException), nameof(OperationCanceledException), nameof(TaskCanceledException)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
            return;
        foreach (var (name, value) in values)
        {
            // A sentence tells a person what is wrong with an item; one word is the name of an exception.
            if (name == "Fault" && value is string fault && !fault.Contains(' ', StringComparison.Ordinal) && !Explained.Contains(fault))
                witness.Surprised(of, formatter(state, exception));
        }
    }
}
