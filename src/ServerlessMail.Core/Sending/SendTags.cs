using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Sending;

/// <summary>What a send bears and its feedback brings back: the names are <c>message</c>, <c>attempt</c> and <c>lane</c>.</summary>
public sealed record SendTags(MessageId Message, int Attempt, Lane Lane)
{
    public const string MessageTag = "message";
    public const string AttemptTag = "attempt";
    public const string LaneTag = "lane";
}
