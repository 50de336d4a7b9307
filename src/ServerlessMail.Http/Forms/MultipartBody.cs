using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ServerlessMail.Http.Forms;

/// <summary>Reads <c>multipart/form-data</c>, strictly UTF-8 and without files.</summary>
/// <remarks>
/// RFC 7578, and the names as browsers write them: <c>"</c>, CR and LF as <c>%22</c>, <c>%0D</c> and <c>%0A</c> (HTML standard, "multipart form
/// data").
/// </remarks>
internal static class MultipartBody
{
    /// <summary>RFC 2046 §5.1.1.</summary>
    private const int MaxBoundary = 70;

    private static readonly FormBody.Unreadable Broken =
        BodyFault.Malformed("The body is not valid multipart/form-data: its parts are broken or cut off.");

    public static async Task<FormBody> ParseAsync(byte[] body, MediaTypeHeaderValue type, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > MaxBoundary)
            return BodyFault.Malformed($"The Content-Type needs a boundary of 1 to {MaxBoundary} characters.");
        try
        {
            await using var stream = new MemoryStream(body, writable: false);
            var reader = new MultipartReader(boundary.ToString(), stream);
            var fields = new FieldList();
            while (await reader.ReadNextSectionAsync(ct) is { } part)
            {
                if (!await TryPartAsync(part, fields, ct))
                    break;
            }

            return fields.Body;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return Broken;
        }
    }

    private static async Task<bool> TryPartAsync(MultipartSection part, FieldList fields, CancellationToken ct)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase) || !disposition.Name.HasValue)
            return fields.Fail(Broken);
        var name = NameOf(disposition);
        if (name.Contains('\uFFFD', StringComparison.Ordinal))
            return fields.Fail(BodyFault.NotUtf8);

        using var content = new MemoryStream();
        await part.Body.CopyToAsync(content, ct);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            return IsUnfilled(disposition, bytes) || fields.Fail(BodyFault.NoFiles(name));
        if (FaultOf(part) is { } fault)
            return fields.Fail(fault);
        return Utf8.IsValid(bytes) ? fields.TryAdd(name, Encoding.UTF8.GetString(bytes)) : fields.Fail(BodyFault.NotUtf8);
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) => HeaderUtilities.RemoveQuotes(disposition.Name).ToString()
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
        .Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for what a browser sends for a file input that nobody filled: no name and no content.</summary>
    private static bool IsUnfilled(ContentDispositionHeaderValue disposition, ReadOnlySpan<byte> content) =>
        content.IsEmpty && HeaderUtilities.RemoveQuotes(disposition.FileName).Length == 0 && disposition.FileNameStar.Length == 0;

    private static FormBody.Unreadable? FaultOf(MultipartSection part)
    {
        if (part.Headers?.TryGetValue("Content-Transfer-Encoding", out var encoding) == true
            && encoding.ToString().ToLowerInvariant() is not ("7bit" or "8bit" or "binary"))
            return BodyFault.Unsupported("A part has a Content-Transfer-Encoding. Send its text as it is, in UTF-8.");
        return part.ContentType is { } type && MediaTypeHeaderValue.TryParse(type, out var parsed) ? BodyCharset.FaultOf(parsed) : null;
    }
}
