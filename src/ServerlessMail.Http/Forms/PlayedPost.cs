using System.Net;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>A post that nobody made, read as the form's address would read it.</summary>
public static class PlayedPost
{
    /// <summary>The most bytes that a post may have.</summary>
    public const int MaxBytes = ReadBody.MaxBytes;

    /// <summary>The submission that these would be.</summary>
    /// <param name="form">The form it is posted to.</param>
    /// <param name="json">The fields, as a JSON body; where they cannot be read, the submission says so.</param>
    /// <param name="header">The value of a request's header by its name; null where it has none.</param>
    /// <param name="client">The client's address; null: unknown.</param>
    /// <param name="serviceUrl">The service's own address.</param>
    public static Submission Of(FormName form, ReadOnlySpan<byte> json, Func<string, string?> header, IPAddress? client, Uri serviceUrl)
    {
        var url = serviceUrl.AbsoluteUri.TrimEnd('/');
        var origin = header("Origin") is { Length: > 0 } told && told != "null" ? told : null;
        var caller = new Caller(Caller.Network(client), origin, FormOrigins.TryPage(header("Referer") ?? "", out var page) ? page : null, url, url);
        return TakePost.SubmissionOf(form, header("Formspree-Session-Data"), caller, json.Length > MaxBytes ? BodyFault.TooLarge : JsonBody.Parse(json));
    }
}
