using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;

namespace ServerlessMail.Lambda.Logging;

/// <summary>One thing to be told.</summary>
internal sealed record LogLine(LogLevel Level, string Category, EventId Event, string Message, IReadOnlyList<KeyValuePair<string, object?>>? Values, Exception? Fault)
{
    private const string Template = "{OriginalFormat}";

    /// <summary>As Lambda names them.</summary>
    public string LevelName => Level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Error => "ERROR",
        LogLevel.Critical or LogLevel.None => "FATAL",
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("message"u8, Message);
        if (Event.Name is { Length: > 0 } name)
            json.WriteString("event"u8, name);
        foreach (var (key, value) in Values ?? [])
        {
            if (key != Template)
                json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(key), Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        if (Fault is not null)
            WriteFault(json, Fault);
        json.WriteString("category"u8, Category);
    }

    /// <summary>An exception's text only where no request can have a part in it: any other may repeat an address or what a visitor wrote.</summary>
    private static void WriteFault(Utf8JsonWriter json, Exception fault)
    {
        json.WriteStartObject("exception"u8);
        json.WriteString("type"u8, fault.GetType().FullName);
        if (fault is AmazonServiceException service)
        {
            json.WriteString("code"u8, service.ErrorCode);
            json.WriteNumber("status"u8, (int)service.StatusCode);
            json.WriteString("awsRequestId"u8, service.RequestId);
        }
        else if (fault is HttpRequestException or SocketException or AmazonClientException or Settings.SettingsException)
        {
            json.WriteString("text"u8, fault.Message);
        }

        if (fault.InnerException is { } inner)
            json.WriteString("inner"u8, inner.GetType().FullName);
        json.WriteString("stack"u8, fault.StackTrace);
        json.WriteEndObject();
    }
}
