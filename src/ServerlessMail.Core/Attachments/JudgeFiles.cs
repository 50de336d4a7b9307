using System.Collections.Immutable;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Attachments;

/// <summary>Judges the files of a submission by what its form takes: how many, how large, and of which kind, by their names and by their contents.</summary>
public static class JudgeFiles
{
    /// <summary>Why they are refused, all faults of single files at once; null when they can be taken, or there are none.</summary>
    public static SubmitOutcome.Refused? RefusalOf(Form form, ImmutableArray<PostedFile> files)
    {
        if (files.IsEmpty)
            return null;
        if (form.Attachments is not { } takes)
            return Whole(
                RefusalReason.Invalid,
                FaultCode.NoFileUploads,
                $"This form takes no files. Remove the file from “{files[0].Field}” and send it again.",
                "no-file-uploads",
                files[0].Field);
        if (files.Length > takes.Count)
            return takes.Count == 1
                ? Whole(RefusalReason.Invalid, FaultCode.TooManyFiles, "Send one file only.", "one-file-only")
                : Whole(RefusalReason.Invalid, FaultCode.TooManyFiles, $"Send at most {takes.Count} files.", "too-many-files", $"{takes.Count}");
        if (files.Sum(file => (long)file.Content.Length) > takes.MaxBytes)
            return Whole(
                RefusalReason.TooLarge,
                FaultCode.FilesTooBig,
                $"The files are too large: together they may have {Size(takes.MaxBytes)}.",
                "files-too-big",
                Size(takes.MaxBytes));
        var faults = files.Select(file => FaultOf(takes, file)).OfType<FieldFault>().Distinct().ToImmutableArray();
        return faults.IsEmpty ? null : new SubmitOutcome.Refused(RefusalReason.UnsupportedType, faults);
    }

    /// <summary>Bytes in words: <c>512 KB</c>, <c>4 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1024 * 1024 => FormattableString.Invariant($"{bytes / 1024.0 / 1024:0.#} MB"),
        >= 1024 => FormattableString.Invariant($"{bytes / 1024.0:0} KB"),
        _ => FormattableString.Invariant($"{bytes} bytes"),
    };

    private static FieldFault? FaultOf(FormAttachments takes, PostedFile file)
    {
        var types = string.Join(", ", takes.Types);
        if (takes.KindOf(file.Name) is not { } kind)
            return new FieldFault(file.Field, FaultCode.Unspecified, $"should be a file of one of these types: {types}", "file-type", types);
        if (file.Content.IsEmpty)
            return new FieldFault(file.Field, FaultCode.Unspecified, "should not be an empty file", "file-empty");
        return kind.Fits(file.Content.Span)
            ? null
            : new FieldFault(file.Field, FaultCode.Unspecified, $"should be a {kind.Name} file, as its name says; its content is something else", "file-content", kind.Name);
    }

    private static SubmitOutcome.Refused Whole(RefusalReason reason, FaultCode code, string message, string phrase, string? value = null) =>
        new(reason, [new FieldFault(null, code, message, phrase, value)]);
}
