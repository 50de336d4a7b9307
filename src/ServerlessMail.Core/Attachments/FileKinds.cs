using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace ServerlessMail.Core.Attachments;

/// <summary>
/// The kinds of files that there are for forms: those that people send with a form, and that neither run nor show anything of their own accord. HTML, SVG,
/// scripts, programs and documents with macros are none of them.
/// </summary>
/// <remarks>What a content begins with: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern, and the formats' own specifications.</remarks>
public static class FileKinds
{
    private const string Open = "application/vnd.oasis.opendocument.";
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    /// <summary>All of them, by name.</summary>
    public static readonly ImmutableArray<FileKind> All =
    [
        new("csv", "text/csv", ["csv"], IsText),
        new("docx", Office + "wordprocessingml.document", ["docx"], static content => IsOffice(content, "word/"u8)),
        new("gif", "image/gif", ["gif"], static content => content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8)),
        new("heic", "image/heic", ["heic", "heif"], static content => content.Length > 12 && content[4..].StartsWith("ftyp"u8) && IsHeic(content.Slice(8, 4))),
        new("jpeg", "image/jpeg", ["jpg", "jpeg"], static content => content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])),
        new("odp", Open + "presentation", ["odp"], static content => IsOpen(content, "presentation"u8)),
        new("ods", Open + "spreadsheet", ["ods"], static content => IsOpen(content, "spreadsheet"u8)),
        new("odt", Open + "text", ["odt"], static content => IsOpen(content, "text"u8)),
        new("pdf", "application/pdf", ["pdf"], static content => content.StartsWith("%PDF-"u8)),
        new("png", "image/png", ["png"], static content => content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])),
        new("pptx", Office + "presentationml.presentation", ["pptx"], static content => IsOffice(content, "ppt/"u8)),
        new("txt", "text/plain", ["txt", "text"], IsText),
        new("webp", "image/webp", ["webp"], static content => content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8)),
        new("xlsx", Office + "spreadsheetml.sheet", ["xlsx"], static content => IsOffice(content, "xl/"u8)),
        new("zip", "application/zip", ["zip"], IsZip),
    ];

    /// <summary>The kind of a name, or of the end of a file's name (<c>jpg</c> is <c>jpeg</c>).</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out FileKind? kind)
    {
        kind = All.FirstOrDefault(one => one.Name == name) ?? All.FirstOrDefault(one => one.Extensions.Contains(name));
        return kind is not null;
    }

    private static bool IsText(ReadOnlySpan<byte> content) => Utf8.IsValid(content) && !content.Contains((byte)0) && !content.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);

    private static bool IsHeic(ReadOnlySpan<byte> brand) => brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("heim"u8);

    private static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8);

    /// <summary>A package of ECMA-376 with that folder, and without macros.</summary>
    private static bool IsOffice(ReadOnlySpan<byte> content, ReadOnlySpan<byte> folder) =>
        IsZip(content) && content.IndexOf("[Content_Types].xml"u8) >= 0 && content.IndexOf(folder) >= 0 && content.IndexOf("vbaProject.bin"u8) < 0;

    /// <summary>A package of OpenDocument 1.3, part 2, §3.3: its first file is called mimetype, is not packed, and names the type.</summary>
    private static bool IsOpen(ReadOnlySpan<byte> content, ReadOnlySpan<byte> type)
    {
        var head = content[..Math.Min(content.Length, 200)];
        var at = head.IndexOf("mimetypeapplication/vnd.oasis.opendocument."u8);
        return IsZip(content) && at > 0 && head[(at + "mimetypeapplication/vnd.oasis.opendocument.".Length)..].StartsWith(type);
    }
}
