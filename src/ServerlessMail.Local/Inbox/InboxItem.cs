namespace ServerlessMail.Local.Inbox;

/// <summary>A mail as a list shows it.</summary>
/// <param name="Id">Its number in the inbox; later ones are greater.</param>
/// <param name="SesId">The id that the simulator gave it.</param>
/// <param name="SentAt">When it was taken.</param>
/// <param name="Seen">Whether it was opened on the inbox's page.</param>
/// <param name="From">The From header.</param>
/// <param name="To">The To header.</param>
/// <param name="Subject">The subject, decoded.</param>
/// <param name="Snippet">How the text begins.</param>
/// <param name="Attachments">How many there are.</param>
/// <param name="Size">Of the whole mail, in bytes.</param>
/// <param name="Recipients">The envelope, Bcc included.</param>
/// <param name="Tags">Its EmailTags: message, attempt, lane.</param>
internal sealed record InboxItem(
    long Id,
    string SesId,
    DateTimeOffset SentAt,
    bool Seen,
    string From,
    IReadOnlyList<string> To,
    string Subject,
    string Snippet,
    int Attachments,
    long Size,
    IReadOnlyList<string> Recipients,
    IReadOnlyDictionary<string, string> Tags);
