using System.Text.Json;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

/// <summary>
/// The chain through a message's trail. Link 0 binds what never changes, link n the event n to the link before; the seal, which alone is stored,
/// binds the last link to what the message now is. Pure; safe to share.
/// </summary>
internal sealed class TrailChain(byte[] key)
{
    /// <summary>How many acts a message in memory may be ahead of what was last read of it; use cases need one.</summary>
    private const int MaxUnsaved = 8;

    /// <summary>What was said, as a digest that only who has the salt can compare with.</summary>
    public static Digest OfDraft(Digest salt, MailDraft draft)
    {
        using var sealing = new Sealing(salt.ToArray(), "smail draft 1");
        return sealing.Add(JsonSerializer.SerializeToUtf8Bytes(draft, CoreJson.Default.MailDraft)).Finish();
    }

    /// <summary>The seal of a message as it stands.</summary>
    public Digest Seal(Message message) => Seal(Links(message)[^1], message.Seq, message.Status, message.SesMessageId);

    /// <summary>The last link over the events before a moment: what a day's root is made of. Later events do not change it.</summary>
    public Digest LinkBefore(Message message, DateTimeOffset end)
    {
        var before = message.Trail.TakeWhile(known => known.At < end).Count();
        return Links(message)[before];
    }

    /// <summary>What is wrong; null if every part is as it was sealed.</summary>
    public TrailFault? Check(Message message) => message switch
    {
        { Chain: null } => TrailFault.Unsealed,
        _ when !message.Trail.Select(known => known.Seq).SequenceEqual(message.Trail.Select(known => known.Seq).Distinct().Order()) => TrailFault.OutOfOrder,
        _ when !IsWhole(message) => TrailFault.EventsMissing,
        _ => message.Chain == Seal(message) ? null : TrailFault.Changed,
    };

    /// <summary>
    /// The seal of what became of a message; null if <paramref name="before"/> does not bear a seal of its own or of an earlier state, for then
    /// it was broken, and nothing may make it look whole again.
    /// </summary>
    /// <param name="before">The message as read, or ahead of that by what was saved since: its seal is then an older one.</param>
    /// <param name="after">What became of it.</param>
    public Digest? Extend(Message before, Message after) => Bears(before) && IsWhole(after) ? Seal(after) : null;

    private bool Bears(Message message)
    {
        if (message.Chain is not { } chain || !IsWhole(message))
            return false;
        var links = Links(message);
        if (chain == Seal(links[^1], message.Seq, message.Status, message.SesMessageId))
            return true;
        for (var seq = message.Seq - 1; seq >= Math.Max(0, message.Seq - MaxUnsaved); seq--)
        {
            // Each act that was not saved has kept one event or, in a long trail, perhaps only counted it.
            for (var kept = Math.Min(seq, message.Trail.Length); kept >= Math.Max(0, message.Trail.Length - (message.Seq - seq)); kept--)
            {
                if (Enum.GetValues<MessageStatus>().Any(status => IsSealOf(links[kept], seq, status)))
                    return true;
            }
        }

        return false;

        bool IsSealOf(Digest link, int seq, MessageStatus status) =>
            chain == Seal(link, seq, status, message.SesMessageId) || (message.SesMessageId is not null && chain == Seal(link, seq, status, null));
    }

    /// <summary>
    /// True when the events are numbered without a gap, and are as many as the message's number says; of a long trail, whose number counts events that were
    /// not kept, the seal alone can tell.
    /// </summary>
    private static bool IsWhole(Message message) =>
        message.Trail.Length >= Math.Min(message.Seq, Message.MaxWaiting)
        && message.Trail.Length <= Math.Min(message.Seq, Message.MaxTrail)
        && message.Trail.Select(known => known.Seq).SequenceEqual(Enumerable.Range(1, message.Trail.Length));

    private List<Digest> Links(Message message)
    {
        var links = new List<Digest>(message.Trail.Length + 1) { Start(message) };
        foreach (var known in message.Trail)
            links.Add(Link(links[^1], known));
        return links;
    }

    private Digest Start(Message message)
    {
        using var sealing = new Sealing(key, "smail trail 1 start");
        return sealing.Add(message.Id.ToString()).Add(Word(message.Lane)).Add(message.Source).Add(message.Recipients).Add(message.DraftDigest).Finish();
    }

    private Digest Link(Digest link, TrailEvent known)
    {
        using var sealing = new Sealing(key, "smail trail 1 event");
        return sealing.Add(link).Add(known.Seq).Add(known.At).Add(Word(known.Kind)).Add(known.Attempt).Add(known.Reason).Finish();
    }

    private Digest Seal(Digest link, int seq, MessageStatus status, string? sesMessageId)
    {
        using var sealing = new Sealing(key, "smail trail 1 seal");
        return sealing.Add(link).Add(seq).Add(Word(status)).Add(sesMessageId).Finish();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
