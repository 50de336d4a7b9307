using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Forms;

/// <summary>One submission of one client, as the limits see it.</summary>
/// <param name="Key">A form and a client's digest.</param>
/// <param name="Digest">The keyed digest of what was posted: 16 hexadecimal digits.</param>
/// <param name="Id">The id that its message would have; fresh.</param>
/// <param name="At">Now.</param>
/// <param name="Window">What it counts against; null: nothing.</param>
public sealed record ClientPost(string Key, string Digest, MessageId Id, DateTimeOffset At, LimitWindow? Window)
{
    /// <summary>For how long the same post is a repetition.</summary>
    public static readonly TimeSpan RepeatedWithin = TimeSpan.FromMinutes(1);

    /// <summary>True when this post, being the same, repeats the one that has the id.</summary>
    public bool Repeats(MessageId first) => At - first.Time <= RepeatedWithin;

    /// <summary>When all that a store keeps of it may be forgotten.</summary>
    public DateTimeOffset Expires => Window is { Ends: var ends } && ends > At + RepeatedWithin ? ends : At + RepeatedWithin;
}
