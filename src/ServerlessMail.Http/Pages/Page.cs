using System.Collections.Immutable;

namespace ServerlessMail.Http.Pages;

/// <summary>A page of the service: what differs from page to page. <see cref="PageLayout"/> holds what they share.</summary>
public sealed record Page
{
    /// <summary>The window's title.</summary>
    public required string Title { get; init; }

    /// <summary>What stands in <c>main</c>; it begins with the page's only <c>h1</c>.</summary>
    public required Html Body { get; init; }

    /// <summary>The language of the page (BCP 47).</summary>
    public string Language { get; init; } = "en";

    /// <summary>The status that the page is answered with.</summary>
    public int Status { get; init; } = 200;

    /// <summary>True for pages that need the whole window (lists, tables); false for a column to read.</summary>
    public bool Wide { get; init; }

    /// <summary>Links of the head line; without any there is no head line.</summary>
    public ImmutableArray<PageLink> Links { get; init; } = [];

    /// <summary>Styles of this page, after the shared ones.</summary>
    public PageAsset? Style { get; init; }

    /// <summary>A module script; it may fetch from its own origin and nowhere else. Visitors' pages have none.</summary>
    public PageAsset? Script { get; init; }

    /// <summary>
    /// Origins, besides its own, that the answer to a form of the page may lead to: browsers hold redirects after a post to <c>form-action</c> too.
    /// </summary>
    public ImmutableArray<string> FormTargets { get; init; } = [];

    /// <summary>True when <see cref="Script"/> loads more scripts, and workers, of its own origin.</summary>
    public bool LoadsScripts { get; init; }

    /// <summary>True when the page shows documents of its own origin in frames.</summary>
    public bool Frames { get; init; }
}
