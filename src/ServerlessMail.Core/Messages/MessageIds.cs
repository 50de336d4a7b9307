using System.Security.Cryptography;

namespace ServerlessMail.Core.Messages;

/// <summary>Where new ids come from: the clock, and 80 random bits of the operating system. A simulation that must repeat brings its own bits. Thread-safe.</summary>
public class MessageIds(TimeProvider time)
{
    /// <summary>An id that nobody had before, for this moment.</summary>
    public MessageId Next()
    {
        Span<byte> random = stackalloc byte[10];
        Fill(random);
        return MessageId.New(time.GetUtcNow(), random);
    }

    /// <summary>Fills the random part of an id; an override must keep ids apart and be thread-safe.</summary>
    protected virtual void Fill(Span<byte> random) => RandomNumberGenerator.Fill(random);
}
