using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Http.Forms;

/// <summary>Lets pages of a form's origins read its answers. No credentials are involved, and no answer is for one visitor's eyes only.</summary>
/// <remarks>Fetch standard §3.2 (CORS protocol).</remarks>
internal static class FormCors
{
    /// <summary>The methods of a form's address.</summary>
    public const string Methods = "POST, OPTIONS";

    /// <summary>Every answer of a form's address depends on who asks, also that of a caller without an origin.</summary>
    public static void Vary(HttpResponse response) => response.Headers.Vary = "Origin";

    /// <summary>Lets the page that asked read this answer.</summary>
    public static void Allow(HttpResponse response, Caller caller)
    {
        // What is not printable ASCII no browser wrote (RFC 6454 §6.2), and no header takes.
        if (caller.OriginHeader is not { } origin || origin.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return;
        response.Headers.AccessControlAllowOrigin = origin;
        response.Headers.AccessControlExposeHeaders = "Retry-After";
    }

    /// <summary>Takes <see cref="Allow"/> back.</summary>
    public static void Deny(HttpResponse response)
    {
        response.Headers.Remove("Access-Control-Allow-Origin");
        response.Headers.Remove("Access-Control-Expose-Headers");
    }

    /// <summary>Tells a browser beforehand that the page may post.</summary>
    public static void AllowPost(HttpResponse response, Caller caller)
    {
        Allow(response, caller);
        response.Headers.AccessControlAllowMethods = Methods;
        response.Headers.AccessControlAllowHeaders = "Content-Type, Accept, X-Requested-With, Formspree-Client, Formspree-Session-Data";
        response.Headers.AccessControlMaxAge = "600";
    }
}
