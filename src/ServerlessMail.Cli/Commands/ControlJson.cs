using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary>
/// The control item; <c>fault</c> says why it cannot be used, and then nothing is sent. <c>stopped</c> are the scopes that are stopped while the rest may
/// be open, <c>draining</c> those that were resumed and whose held mail is on its way out. <c>reason</c> is the last one that was given.
/// </summary>
internal record ControlJson(
    bool Open,
    bool Paused,
    string? Reason,
    string? ChangedBy,
    DateTimeOffset? ChangedAt,
    string? Fault,
    IReadOnlyCollection<string> Stopped,
    IReadOnlyCollection<string> Draining)
{
    public static ControlJson Of(ControlState control, DateTimeOffset now)
    {
        var fault = control.FaultAt(now);
        return new(control.Open && fault is null, control.Paused, control.Reason, control.ChangedBy, control.ChangedAt, fault, control.Stops, control.Draining);
    }
}
