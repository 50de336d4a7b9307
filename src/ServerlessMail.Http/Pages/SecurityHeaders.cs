using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Http.Pages;

/// <summary>The headers that every answer bears. An endpoint may set its own; what it sets stays.</summary>
internal static class SecurityHeaders
{
    /// <summary>For answers that are no pages: nothing of them may run, load or be framed.</summary>
    private const string NoContentPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Sets them. The referrer goes to our own pages only, but not to nobody: with <c>no-referrer</c> a browser would post a form of
    /// ours with <c>Origin: null</c> (Fetch, "append a request Origin header").
    /// </summary>
    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = NoContentPolicy;
        headers.CacheControl = "no-store";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
