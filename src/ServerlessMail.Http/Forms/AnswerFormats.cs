using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Http.Forms;

/// <summary>
/// Chooses between JSON and a page: what asks with <c>X-Requested-With: XMLHttpRequest</c> gets JSON, else the <c>Accept</c> header decides,
/// else a JSON body gets JSON, else it is a browser's plain form.
/// </summary>
/// <remarks>
/// RFC 9110 §12.5.1: the most specific range that matches gives a type its weight. Where both weigh the same, one that is named beats one
/// that only a wildcard covers (<c>application/json, */*</c> asks for JSON).
/// </remarks>
internal static class AnswerFormats
{
    public static AnswerFormat Of(HttpRequest request) => Of(
        request.Headers.XRequestedWith.ToString(), request.Headers.Accept.ToString(), request.ContentType);

    public static AnswerFormat Of(string requestedWith, string accept, string? contentType)
    {
        if (requestedWith.Equals("XMLHttpRequest", StringComparison.OrdinalIgnoreCase))
            return AnswerFormat.Json;
        var json = Wish.Of(accept, "application", "json");
        var html = Wish.Of(accept, "text", "html");
        if (json.IsOver(html))
            return AnswerFormat.Json;
        return !html.IsOver(json) && IsJson(Wish.Essence(contentType)) ? AnswerFormat.Json : AnswerFormat.Html;
    }

    /// <summary>True for <c>application/json</c> and types built on it (<c>application/ld+json</c>).</summary>
    public static bool IsJson(ReadOnlySpan<char> mediaType) =>
        mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
        || (mediaType.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}
