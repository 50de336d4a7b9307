using Microsoft.AspNetCore.Http;
using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Forms;

/// <summary>How a caller is answered.</summary>
/// <param name="Format">As a page or as JSON.</param>
/// <param name="Language">In which language.</param>
internal sealed record AnswerStyle(AnswerFormat Format, Language Language)
{
    /// <summary>What a request's headers ask for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wish">The language that the form itself names, which goes before the headers'.</param>
    public static AnswerStyle Of(HttpRequest request, string? wish = null) =>
        new(AnswerFormats.Of(request), LanguageChoice.Of(wish, request.Headers.AcceptLanguage.ToString()));

    /// <summary>Says so on the answer, and that it depends on what was asked for.</summary>
    public void Mark(HttpResponse response)
    {
        response.Headers.ContentLanguage = Language.Tag;
        response.Headers.Append("Vary", "Accept, Accept-Language");
    }
}
