using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Sending;

namespace ServerlessMail.Simulation.Ses;

/// <summary>One call to the provider, from its beginning on.</summary>
/// <param name="By">The process that made it.</param>
/// <param name="Tags">Message, attempt and lane.</param>
/// <param name="Mail">What is sent.</param>
/// <param name="BeganAt">True time.</param>
internal sealed record SesCall(string By, SendTags Tags, MailContent Mail, TimeSpan BeganAt)
{
    public string From => Mail.From.Address.ToString();

    public MessageId Message => Tags.Message;

    public int Attempt => Tags.Attempt;

    public override string ToString() => $"{Message} attempt {Attempt} by {By} at {BeganAt:hh\\:mm\\:ss\\.fff}";
}
