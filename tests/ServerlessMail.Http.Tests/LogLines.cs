using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ServerlessMail.Http.Tests;

/// <summary>Keeps what was logged, warnings and worse with their level before them.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = [];

    public IReadOnlyList<string> All => [.. _lines.Select(line => line.Text)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Lines(_lines);

    public void Dispose()
    {
    }

    private sealed class Lines(ConcurrentQueue<(LogLevel, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
