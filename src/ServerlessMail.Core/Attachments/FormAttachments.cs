using System.Collections.Immutable;

namespace ServerlessMail.Core.Attachments;

/// <summary>What files a form takes.</summary>
/// <param name="Count">How many at most, 1 to <see cref="MostFiles"/>.</param>
/// <param name="MaxBytes">How large they may be together, in bytes, 1 to <see cref="MostBytes"/>.</param>
/// <param name="Types">The names of the <see cref="FileKinds"/> that are taken; not empty.</param>
public sealed record FormAttachments(int Count, int MaxBytes, ImmutableArray<string> Types)
{
    public const int MostFiles = 10;

    /// <summary>4 MB: in Base64, and with the fields, they are just within the 6 MB that a Lambda function takes.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What a form takes that says only that it takes files.</summary>
    public static readonly ImmutableArray<string> UsualTypes = ["pdf", "png", "jpeg", "gif", "webp", "heic", "txt", "csv", "docx", "xlsx", "odt", "ods"];

    /// <summary>The kind that a file's name says it is, if the form takes it.</summary>
    public FileKind? KindOf(string fileName) =>
        FileKinds.TryFind(AttachmentName.ExtensionOf(fileName), out var kind) && Types.Contains(kind.Name) ? kind : null;
}
