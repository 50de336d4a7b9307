using System.Text;

namespace ServerlessMail.Core.Refusals;

/// <summary>Turns a reason's name into the code that stands in records, logs and metrics: <c>UnknownForm</c> becomes <c>unknown-form</c>.</summary>
public static class ReasonCode
{
    public static string Of<TReason>(TReason reason)
        where TReason : struct, Enum
    {
        var code = new StringBuilder();
        foreach (var c in reason.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && code.Length > 0)
                code.Append('-');
            code.Append(char.ToLowerInvariant(c));
        }

        return code.ToString();
    }
}
