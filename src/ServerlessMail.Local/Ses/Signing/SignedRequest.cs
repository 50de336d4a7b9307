using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessMail.Local.Ses.Signing;

/// <summary>A request as it came over the wire, as far as a signature covers it before the body.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="Path">As it was sent, still percent-encoded.</param>
/// <param name="Query">As it was sent, without the question mark.</param>
/// <param name="Headers">By lower-case name; several of one name are joined by commas.</param>
internal sealed record SignedRequest(string Method, string Path, string Query, FrozenDictionary<string, string> Headers)
{
    public static SignedRequest From(HttpRequest request)
    {
        // What routing works on is decoded; the signature covers what was sent.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return new SignedRequest(
            request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            request.Headers.ToFrozenDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.AsEnumerable())));
    }
}
