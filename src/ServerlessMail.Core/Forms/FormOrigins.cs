using System.Text;

namespace ServerlessMail.Core.Forms;

/// <summary>Where a form may be posted from, and where its visitors may be led.</summary>
public static class FormOrigins
{
    /// <summary>True when pages of an origin may post to the form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="origin">An <c>Origin</c> header, as browsers write it (RFC 6454 §6.2): lower case, no path, no default port.</param>
    /// <param name="selfOrigin">The service's own origin.</param>
    public static bool Allows(this Form form, string origin, string selfOrigin)
    {
        foreach (var allowed in form.Origins)
        {
            if (string.Equals(allowed == Form.Self ? selfOrigin : allowed, origin, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The page that a visitor asked to be led to, if the form allows it.</summary>
    /// <remarks>
    /// Only what begins with <c>http://</c> or <c>https://</c> is looked at, and only its parsed parts are compared: neither <c>//evil</c> nor
    /// <c>https:evil</c>, <c>\evil</c>, user info or white space ever lead anywhere. Hosts compare in ASCII, so look-alikes differ.
    /// </remarks>
    public static Uri? NextPage(this Form form, string? wish, string selfOrigin)
    {
        if (wish is null || wish.Length > 2000 || !TryPage(wish, out var page))
            return null;
        var allowed = form.Redirects.IsEmpty
            ? form.Allows(OriginOf(page), selfOrigin)
            : form.Redirects.Any(redirect => redirect == Form.Self
                ? OriginOf(page) == selfOrigin
                : TryPage(redirect, out var target) && OriginOf(target) == OriginOf(page) && target.AbsolutePath == page.AbsolutePath);
        return allowed ? page : null;
    }

    /// <summary>Reads an absolute web address without user info.</summary>
    public static bool TryPage(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? page)
    {
        page = null;
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return false;
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
            return false;
        if (Uri.TryCreate(text, UriKind.Absolute, out var parsed) && parsed.UserInfo.Length == 0 && HasHost(parsed))
            page = parsed;
        return page is not null;
    }

    /// <summary>True when the host can be written in ASCII. <see cref="Uri"/> also takes hosts that cannot (<c>xn--ü</c>), and throws when it is asked for them.</summary>
    private static bool HasHost(Uri page)
    {
        try
        {
            return page.IdnHost.Length > 0 && Ascii.IsValid(page.IdnHost);
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>The origin of a page as a browser writes it: scheme, ASCII host and any port that is not the default one.</summary>
    public static string OriginOf(Uri page) =>
        page.IsDefaultPort ? $"{page.Scheme}://{Host(page)}" : $"{page.Scheme}://{Host(page)}:{page.Port}";

    private static string Host(Uri page) => page.HostNameType == UriHostNameType.IPv6 ? $"[{page.IdnHost}]" : page.IdnHost.ToLowerInvariant();
}
