using System.Diagnostics.Metrics;
using System.Text.Json;
using ServerlessMail.Core.Figures;
using ServerlessMail.Lambda.Logging;
using ServerlessMail.Lambda.Settings;

namespace ServerlessMail.Lambda.Metrics;

/// <summary>
/// Gathers what the service counts during an invocation, and tells it as one line in CloudWatch's embedded format: no call is made for it.
/// Thread-safe.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html</remarks>
internal sealed class EmbeddedMetrics : IDisposable
{
    public const string Namespace = "ServerlessMail";

    private const string Dimension = "Service";

    private readonly LineOutput _output;
    private readonly FunctionSettings _settings;
    private readonly InvocationScope _invocation;
    private readonly TimeProvider _time;
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);

    public EmbeddedMetrics(LineOutput output, FunctionSettings settings, InvocationScope invocation, TimeProvider time)
    {
        (_output, _settings, _invocation, _time) = (output, settings, invocation, time);
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == MailFigures.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, amount, _, _) => Add(instrument.Name, amount));
        _listener.Start();
    }

    /// <summary>Adds to a count.</summary>
    public void Add(string name, long amount)
    {
        lock (_gate)
            _values[name] = _values.GetValueOrDefault(name) + amount;
    }

    /// <summary>Tells how something stands; the last word counts.</summary>
    public void Set(string name, double value)
    {
        lock (_gate)
            _values[name] = value;
    }

    /// <summary>Writes what was gathered since the last time; nothing where there is nothing.</summary>
    public void Flush()
    {
        KeyValuePair<string, double>[] gathered;
        lock (_gate)
        {
            if (_values.Count == 0)
                return;
            gathered = [.. _values];
            _values.Clear();
        }

        _output.Write(Write, gathered);
    }

    public void Dispose() => _listener.Dispose();

    private void Write(Utf8JsonWriter json, KeyValuePair<string, double>[] gathered)
    {
        json.WriteStartObject("_aws"u8);
        json.WriteNumber("Timestamp"u8, _time.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics"u8);
        json.WriteStartObject();
        json.WriteString("Namespace"u8, Namespace);
        json.WriteStartArray("Dimensions"u8);
        json.WriteStartArray();
        json.WriteStringValue(Dimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics"u8);
        foreach (var (name, _) in gathered)
        {
            json.WriteStartObject();
            json.WriteString("Name"u8, name);
            json.WriteString("Unit"u8, name.EndsWith("Seconds", StringComparison.Ordinal) ? "Seconds" : "Count");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString(Dimension, _settings.Service);
        json.WriteString("function"u8, _settings.Function.ToString().ToLowerInvariant());
        if (_invocation.RequestId is { } requestId)
            json.WriteString("requestId"u8, requestId);
        foreach (var (name, value) in gathered)
            json.WriteNumber(name, value);
    }
}
