namespace ServerlessMail.Local.Inbox;

/// <summary>The list as a page shows it.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="HasMore">Older ones follow.</param>
/// <param name="Before">From where it goes down; null: from the newest.</param>
/// <param name="Search">The words searched for; null: all mails.</param>
/// <param name="State">Of the whole inbox.</param>
/// <param name="Now">When it was read.</param>
internal sealed record InboxList(IReadOnlyList<InboxItem> Items, bool HasMore, long? Before, string? Search, InboxState State, DateTimeOffset Now);

/// <summary>The mail beside the list.</summary>
internal sealed record OpenMail(InboxMail Mail, InboxView View);
