using Microsoft.Net.Http.Headers;

namespace ServerlessMail.Http.Forms;

/// <summary>Only UTF-8 is read; ASCII is part of it.</summary>
internal static class BodyCharset
{
    /// <summary>What is wrong with a type's charset; null for UTF-8 or none.</summary>
    public static FormBody.Unreadable? FaultOf(MediaTypeHeaderValue type)
    {
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0 || IsUtf8(charset.AsSpan())
            ? null
            : BodyFault.Unsupported("The charset of the body is not UTF-8. Send the form as UTF-8 (accept-charset=\"utf-8\").");
    }

    private static bool IsUtf8(ReadOnlySpan<char> charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
        || charset.Equals("ascii", StringComparison.OrdinalIgnoreCase);
}
