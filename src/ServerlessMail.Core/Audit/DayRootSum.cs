using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>Adds up a day's root, message by message, newest first: nothing of the day has to be kept in memory.</summary>
internal sealed class DayRootSum(byte[] key, DateOnly day)
{
    private readonly TrailChain _chain = new(key);
    private readonly DateTimeOffset _end = DayRoot.EndOf(day);
    private long _messages;
    private Digest _digest = Start(key, day);

    /// <summary>The root over what was added so far.</summary>
    public DayRoot Root => new(day, _messages, _digest);

    /// <summary>Adds the message whose id comes next below the last one.</summary>
    public void Add(Message message)
    {
        using var sealing = new Sealing(key, "smail day 1 message");
        _digest = sealing.Add(_digest).Add(message.Id.ToString()).Add(_chain.LinkBefore(message, _end)).Finish();
        _messages++;
    }

    private static Digest Start(byte[] key, DateOnly day)
    {
        using var sealing = new Sealing(key, "smail day 1");
        return sealing.Add(DayRoot.SubjectOf(day)).Finish();
    }
}
