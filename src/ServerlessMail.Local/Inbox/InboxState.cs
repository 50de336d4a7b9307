namespace ServerlessMail.Local.Inbox;

/// <summary>What changes whenever the inbox does.</summary>
/// <param name="Count">How many mails there are.</param>
/// <param name="Newest">The number of the newest; 0 without any.</param>
/// <param name="Unseen">How many nobody has opened.</param>
internal sealed record InboxState(long Count, long Newest, long Unseen);
