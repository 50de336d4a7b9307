using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Sending;

/// <summary>Hands one mail over, with one call and no retry. Thread-safe.</summary>
public interface IMailTransport
{
    /// <summary>Sends; every answer and every fault of the way there is an outcome, never an exception.</summary>
    /// <param name="mail">What to send.</param>
    /// <param name="tags">What feedback will carry back.</param>
    /// <param name="ct">Ends the wait; a call that had begun is then <see cref="SendOutcome.Uncertain"/>.</param>
    Task<SendOutcome> SendAsync(MailContent mail, SendTags tags, CancellationToken ct);
}
