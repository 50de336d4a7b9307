using ServerlessMail.Core.Control;

namespace ServerlessMail.Cli.Commands;

/// <summary>The control item; <c>fault</c> says why it cannot be used, and then nothing is sent.</summary>
internal sealed record ControlJson(bool Open, bool Paused, string? Reason, string? ChangedBy, DateTimeOffset? ChangedAt, string? Fault)
{
    public static ControlJson Of(ControlState control) =>
        new(control.Open, control.Paused, control.Reason, control.ChangedBy, control.ChangedAt, control.Fault);
}
