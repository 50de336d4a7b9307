namespace ServerlessMail.Core.Messages;

/// <summary>How long things are kept.</summary>
public static class Retention
{
    /// <summary>Heads with their trails, counted from acceptance.</summary>
    public static readonly TimeSpan Trail = TimeSpan.FromDays(400);

    /// <summary>Drafts (what visitors wrote) where a form says nothing else.</summary>
    public static readonly TimeSpan DefaultDraft = TimeSpan.FromDays(90);
}
