using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>What bodies became, in a form that tests can compare.</summary>
internal static class FormBodies
{
    public static (string Name, string Value)[] Fields(this FormBody body) =>
        [.. Assert.IsType<FormBody.Read>(body).Fields.Select(field => (field.Name, field.Value))];

    public static SubmitOutcome.Refused Refusal(this FormBody body) => Assert.IsType<FormBody.Unreadable>(body).Refusal;

    public static RefusalReason Reason(this FormBody body) => body.Refusal().Reason;

    /// <summary>What must hold of anything that was read: within bounds, names of one line, no broken text.</summary>
    public static bool IsWithinBounds(this FormBody body) => body is not FormBody.Read { Fields: var fields }
        || (fields.Length <= FieldList.MaxFields && fields.All(field =>
            field.Name.Length is > 0 and <= FieldList.MaxNameLength
            && !field.Name.Any(char.IsControl)
            && IsWhole(field.Name) && IsWhole(field.Value)));

    /// <summary>True when text has no half surrogate pairs.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }
}
