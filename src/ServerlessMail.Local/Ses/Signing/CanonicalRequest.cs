using System.Text;

namespace ServerlessMail.Local.Ses.Signing;

/// <summary>The one text that both sides of a Signature Version 4 make of a request.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request, for a service other
/// than S3: the path is normalised and its segments, encoded already, are encoded once more.
/// </remarks>
internal static class CanonicalRequest
{
    /// <summary>The canonical request; every signed header must be in the request.</summary>
    /// <param name="request">What came.</param>
    /// <param name="signedHeaders">In the order of the signature.</param>
    /// <param name="bodyHash">SHA-256 of the body, in lower-case hexadecimal digits.</param>
    public static string Of(SignedRequest request, IReadOnlyList<string> signedHeaders, string bodyHash)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(Path(request.Path)).Append('\n')
            .Append(Query(request.Query)).Append('\n');
        foreach (var name in signedHeaders)
            text.Append(name).Append(':').Append(Value(request.Headers[name])).Append('\n');
        return text.Append('\n')
            .AppendJoin(';', signedHeaders).Append('\n')
            .Append(bodyHash)
            .ToString();
    }

    private static string Path(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or ".."))
                segments.Add(Uri.EscapeDataString(segment));
        }

        var closes = segments.Count > 0 && (path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal) || path.EndsWith("/..", StringComparison.Ordinal));
        return $"/{string.Join('/', segments)}{(closes ? "/" : "")}";
    }

    private static string Query(string query)
    {
        if (query.Length == 0)
            return "";
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Encoded(pair[0]), Value: pair.Length == 2 ? Encoded(pair[1]) : ""))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={pair.Value}"));

        static string Encoded(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));
    }

    /// <summary>Trimmed, with every run of blanks as one.</summary>
    private static string Value(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
