using ServerlessMail.Cli.Output;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Cli.Commands;

/// <summary>Statuses and events as people read them.</summary>
internal static class MessageWords
{
    public static Piece Status(Message message) => message.Status switch
    {
        MessageStatus.Held => ($"held ({message.Hold?.ToString().ToLowerInvariant()})", Tone.Warning),
        MessageStatus.Uncertain => ("uncertain", Tone.Warning),
        MessageStatus.Delivered => ("delivered", Tone.Good),
        MessageStatus.Sent => ("sent", Tone.Good),
        MessageStatus.Bounced or MessageStatus.Complained or MessageStatus.Failed => (message.Status.ToString().ToLowerInvariant(), Tone.Bad),
        MessageStatus.Accepted or MessageStatus.Queued or MessageStatus.Sending or MessageStatus.Suppressed or MessageStatus.Cancelled =>
            message.Status.ToString().ToLowerInvariant(),
    };

    public static Piece Event(TrailKind kind) => kind switch
    {
        TrailKind.Sent or TrailKind.Delivered => (kind.ToString().ToLowerInvariant(), Tone.Good),
        TrailKind.Held or TrailKind.Retrying or TrailKind.Uncertain or TrailKind.Resent => (kind.ToString().ToLowerInvariant(), Tone.Warning),
        TrailKind.Bounced or TrailKind.Complained or TrailKind.Failed => (kind.ToString().ToLowerInvariant(), Tone.Bad),
        TrailKind.Accepted or TrailKind.Queued or TrailKind.Claimed or TrailKind.Suppressed or TrailKind.Cancelled or TrailKind.Noted or TrailKind.Erased => kind.ToString().ToLowerInvariant(),
    };
}
