using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using ServerlessMail.Local.Storage;

namespace ServerlessMail.Local.Tests.Ses.Events;

/// <summary>What the feedback queue shows, in its order.</summary>
internal static class ToldEvents
{
    private static readonly TimeSpan Hidden = TimeSpan.FromDays(1);

    /// <summary>The events that the queue shows at this moment; each is shown once.</summary>
    public static async Task<IReadOnlyList<JsonElement>> EventsNowAsync(this LocalService service)
    {
        var events = new List<JsonElement>();
        while (await service.Get<QueueTable>().ReceiveAsync(QueueTable.Feedback, 10, Hidden, TestContext.Current.CancellationToken) is { Count: > 0 } records)
            events.AddRange(records.Select(record => JsonDocument.Parse(JsonDocument.Parse(record.Body).RootElement.GetProperty("Message").GetString() ?? "").RootElement));
        return events;
    }

    /// <summary>The events of the next minute.</summary>
    public static Task<IReadOnlyList<JsonElement>> EventsAsync(this LocalService service, FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        return service.EventsNowAsync();
    }

    public static string Type(this JsonElement told) => told.GetProperty("eventType").GetString() ?? "";
}
