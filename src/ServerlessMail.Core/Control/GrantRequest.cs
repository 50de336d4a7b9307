using System.Collections.Immutable;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Control;

/// <summary>A batch of one lane's messages that a worker has claimed and wants to send now, in this order.</summary>
/// <param name="Lane">The lane of all of them.</param>
/// <param name="Messages">1 and more.</param>
public sealed record GrantRequest(Lane Lane, ImmutableArray<GrantRequest.Item> Messages)
{
    /// <summary>One message.</summary>
    /// <param name="Recipients">1 to 50, as SES counts them.</param>
    /// <param name="Scopes">Every scope by which it could be stopped.</param>
    public sealed record Item(int Recipients, IReadOnlyList<SendScope> Scopes);

    /// <summary>A request for one message that only its lane could stop.</summary>
    public static GrantRequest OfOne(Lane lane, int recipients) => new(lane, [new Item(recipients, [SendScope.Of(lane)])]);

    /// <summary>The scopes of its first messages, each once.</summary>
    public IEnumerable<SendScope> Scopes(int messages) => Messages.Take(messages).SelectMany(item => item.Scopes).Distinct();

    /// <summary>The recipients of its first messages.</summary>
    public int Recipients(int messages) => Messages.Take(messages).Sum(item => item.Recipients);
}
