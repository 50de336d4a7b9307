using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Simulation.Ses;

/// <summary>One call to the provider, from its beginning on.</summary>
/// <param name="By">The process that made it.</param>
/// <param name="Tags">Message, attempt and lane.</param>
/// <param name="From">The sender's address.</param>
/// <param name="Recipients">How many it goes to.</param>
/// <param name="BeganAt">True time.</param>
internal sealed record SesCall(string By, SendTags Tags, string From, int Recipients, TimeSpan BeganAt)
{
    public MessageId Message => Tags.Message;

    public int Attempt => Tags.Attempt;

    public override string ToString() => $"{Message} attempt {Attempt} by {By} at {BeganAt:hh\\:mm\\:ss\\.fff}";
}
