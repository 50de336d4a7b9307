using System.Globalization;
using System.Text;

namespace ServerlessMail.Core.Attachments;

/// <summary>What becomes of the name that a visitor's file has.</summary>
public static class AttachmentName
{
    /// <summary>The most characters of a name, its extension included.</summary>
    public const int MaxLength = 100;

    private const string Unsafe = "<>:\"/\\|?*;%";

    /// <summary>How a file's name ends, in lower case and without the dot; empty where it has no such end.</summary>
    public static string ExtensionOf(string posted)
    {
        var dot = posted.LastIndexOf('.');
        return dot < 0 || dot < posted.Length - 12 ? "" : posted[(dot + 1)..].Trim().ToLowerInvariant();
    }

    /// <summary>
    /// A name that is safe in a header, in a mail program and on a disk: without directories, without control characters and those that turn the direction
    /// of text (an <c>exe.pdf</c> shown as <c>fdp.exe</c>), without what file systems and shells know, at most <see cref="MaxLength"/> characters, ending as
    /// its kind's names do.
    /// </summary>
    public static string Of(string posted, FileKind kind)
    {
        var extension = ExtensionOf(posted);
        var name = posted[(posted.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        if (kind.Extensions.Contains(extension))
            name = name[..name.LastIndexOf('.')];
        else
            extension = kind.Extensions[0];

        var safe = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (safe.Length + rune.Utf16SequenceLength > MaxLength - extension.Length - 1)
                break;
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
                continue;
            safe.Append(rune.Value < 128 && Unsafe.Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        var stem = safe.ToString().Trim(' ', '.');
        return $"{(stem.Length == 0 ? "file" : stem)}.{extension}";
    }
}
