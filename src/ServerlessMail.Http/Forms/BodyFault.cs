using ServerlessMail.Core.Attachments;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>The things that can be wrong with a body, each with what to do about it. None of them repeats what the visitor wrote but a field's name.</summary>
internal static class BodyFault
{
    public static readonly FormBody.Unreadable TooLarge = Of(
        RefusalReason.TooLarge,
        FaultCode.Unspecified,
        $"The message is too large: at most {ReadBody.MaxBytes / 1024} KB are taken. Shorten it and send it again.",
        "too-large",
        $"{ReadBody.MaxBytes / 1024}");

    public static readonly FormBody.Unreadable FilesTooBig = Of(
        RefusalReason.TooLarge,
        FaultCode.FilesTooBig,
        $"The files are too large: together they may have {JudgeFiles.Size(FormAttachments.MostBytes)}.",
        "files-too-big",
        JudgeFiles.Size(FormAttachments.MostBytes));

    public static readonly FormBody.Unreadable TooSlow =
        Of(RefusalReason.TooSlow, FaultCode.Unspecified, "The message did not arrive in time. Please send it again.", "too-slow");

    public static readonly FormBody.Unreadable CutOff =
        Malformed("The body was cut off, or its chunks are broken. Please send it again.", "cut-off");

    public static readonly FormBody.Unreadable TooManyFields = Of(
        RefusalReason.Invalid,
        FaultCode.Unspecified,
        $"The form has too many fields: at most {FieldList.MaxFields} are taken.",
        "too-many-fields",
        $"{FieldList.MaxFields}");

    public static readonly FormBody.Unreadable BadFieldName = Of(
        RefusalReason.Invalid,
        FaultCode.Unspecified,
        $"A field's name must be one line of at most {FieldList.MaxNameLength} characters without control characters.",
        "bad-field-name",
        $"{FieldList.MaxNameLength}");

    public static readonly FormBody.Unreadable NotUtf8 =
        Malformed("The body is not valid UTF-8. Add accept-charset=\"utf-8\" to the form, or encode the body as UTF-8.", "not-utf8");

    public static readonly FormBody.Unreadable Compressed =
        Unsupported("The body is compressed (Content-Encoding). Send it as it is.");

    public static FormBody.Unreadable Malformed(string message, string? phrase = null) => Of(RefusalReason.Malformed, FaultCode.Unspecified, message, phrase);

    public static FormBody.Unreadable Unsupported(string message) => Of(RefusalReason.UnsupportedType, FaultCode.Unspecified, message);

    private static FormBody.Unreadable Of(RefusalReason reason, FaultCode code, string message, string? phrase = null, string? value = null) =>
        new(new SubmitOutcome.Refused(reason, [new FieldFault(null, code, message, phrase, value)]));
}
