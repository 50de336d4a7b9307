using ServerlessMail.Local.Ses.Events;

namespace ServerlessMail.Local.Ses.Faults;

/// <summary>What faults make of the events of one mail.</summary>
internal static class EventFaults
{
    public static IReadOnlyList<SesEvent> Apply(IReadOnlyList<Fault> faults, IReadOnlyList<SesEvent> events) => faults.Aggregate(events, Apply);

    private static IReadOnlyList<SesEvent> Apply(IReadOnlyList<SesEvent> events, Fault fault) => fault.Kind switch
    {
        FaultKind.EventsDelayed => [.. events.Select(told => told with { At = told.At + fault.Delay })],
        FaultKind.EventsDuplicated => [.. events, .. events.Select(told => told with { At = told.At + SesEvents.Travel })],
        FaultKind.EventsReordered => [.. events.Reverse().Zip(events, (told, then) => told with { At = then.At })],
        FaultKind.EventsLost => [],
        FaultKind.Throttled or FaultKind.Quota or FaultKind.ErrorBefore or FaultKind.ResetBefore or FaultKind.ErrorAfter or FaultKind.LostAnswer or FaultKind.Slow => events,
    };
}
