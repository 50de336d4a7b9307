namespace ServerlessMail.Local.Inbox;

/// <summary>What of a mail is shown.</summary>
internal enum InboxView
{
    Html,
    Text,
    Headers,
    Source,
}
