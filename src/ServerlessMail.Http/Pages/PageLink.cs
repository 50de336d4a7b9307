namespace ServerlessMail.Http.Pages;

/// <summary>A link of a page's head line.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Current">True on the page that it leads to.</param>
public sealed record PageLink(string Text, Uri Target, bool Current = false);
