using System.Collections.Immutable;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local;

/// <summary>The head line of the local pages.</summary>
internal static class LocalLinks
{
    private static readonly ImmutableArray<PageLink> All = [new("Start", new Uri("/", UriKind.Relative)), new("Inbox", new Uri("/inbox", UriKind.Relative))];

    public static ImmutableArray<PageLink> With(string current) => [.. All.Select(link => link with { Current = link.Target.OriginalString == current })];
}
