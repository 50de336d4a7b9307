using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Logging;

/// <summary>
/// Makes loggers that write JSON lines as CloudWatch Logs Insights reads them: moment, level, function, request id, cold start, the text, and each value
/// of it under its own name (<c>messageId</c>, <c>reason</c>). Thread-safe.
/// </summary>
internal sealed class JsonLog(LineOutput output, InvocationScope invocation, FunctionKind? function, LogLevel least, TimeProvider time) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        new Logger(this, categoryName, categoryName.StartsWith(nameof(ServerlessMail), StringComparison.Ordinal) ? least : Max(least, LogLevel.Warning));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Lines go to standard output alone.");

    public void Dispose()
    {
        // Nothing is kept open.
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;

    private void Write(LogLine line) => output.Write(Write, line);

    private void Write(Utf8JsonWriter json, LogLine line)
    {
        json.WriteString("timestamp"u8, time.GetUtcNow().UtcDateTime);
        json.WriteString("level"u8, line.LevelName);
        if (function is { } known)
            json.WriteString("function"u8, known.ToString().ToLowerInvariant());
        if (invocation.RequestId is { } requestId)
            json.WriteString("requestId"u8, requestId);
        if (invocation.IsColdStart)
            json.WriteBoolean("coldStart"u8, true);
        line.Write(json);
    }

    private sealed class Logger(JsonLog log, string category, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Write(new LogLine(logLevel, category, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>>, exception));
        }
    }
}
