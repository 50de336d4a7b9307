using MimeKit;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>A mail as the simulator took it: who it is for, the message itself, and what its events will bear.</summary>
/// <param name="SesId">The id that it got.</param>
/// <param name="Message">The mail.</param>
/// <param name="Recipients">The envelope, Bcc included.</param>
/// <param name="Tags">Its EmailTags.</param>
/// <param name="ConfigurationSet">Whose events are published; null: nobody's.</param>
internal sealed record SimulatedMail(
    string SesId, MimeMessage Message, IReadOnlyList<string> Recipients, IReadOnlyDictionary<string, string> Tags, string? ConfigurationSet);
