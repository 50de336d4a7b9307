using System.Collections.Immutable;
using System.Text;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>Says faults in words and in Formspree's codes.</summary>
internal static class FaultText
{
    private const int MostInSummary = 10;

    /// <summary>The code as Formspree's clients know it: <c>TYPE_EMAIL</c>.</summary>
    public static string Code(FaultCode code)
    {
        var text = new StringBuilder();
        foreach (var c in code.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>All faults in one line, for people: <c>email should be an email; name is required</c>.</summary>
    public static string Summary(ImmutableArray<FieldFault> faults)
    {
        var told = string.Join("; ", faults.Take(MostInSummary).Select(fault => fault.Field is { } field ? $"{field} {fault.Message}" : fault.Message));
        return faults.Length > MostInSummary ? $"{told}; and {faults.Length - MostInSummary} more" : told;
    }

    /// <summary>What to do about a fault of a field; null where its message says it already.</summary>
    public static string? Advice(FaultCode code) => code switch
    {
        FaultCode.TypeEmail => "Write a complete address, such as name@example.com.",
        FaultCode.TypeNumeric => "Write digits only, with a point for decimals: 1200.50.",
        _ => null,
    };
}
