using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Forms;

/// <summary>Says faults in a visitor's language and in Formspree's codes.</summary>
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

    /// <summary>
    /// The same faults with their messages in a language. A fault is known by its own phrase, one of the whole form by why the form was refused, one of a
    /// field by its code; what the language has no text for stays English.
    /// </summary>
    public static SubmitOutcome.Refused In(this SubmitOutcome.Refused refused, Language language, string? origin) => refused with
    {
        Faults = [.. refused.Faults.Select(fault => fault with { Message = Message(fault, refused.Reason, language, origin) })],
    };

    /// <summary>All faults in one line, for people: <c>email should be an email; name is required</c>.</summary>
    public static string Summary(ImmutableArray<FieldFault> faults, Language language)
    {
        var told = string.Join("; ", faults.Take(MostInSummary).Select(fault => fault.Field is { } field ? $"{field} {fault.Message}" : fault.Message));
        return faults.Length > MostInSummary
            ? $"{told}; {language.Say("and-more", (faults.Length - MostInSummary).ToString(CultureInfo.InvariantCulture))}"
            : told;
    }

    /// <summary>What to do about a fault of a field; null where its message says it already.</summary>
    public static string? Advice(FaultCode code, Language language) => language.Find($"advice-{ReasonCode.Of(code)}");

    private static string Message(FieldFault fault, RefusalReason reason, Language language, string? origin)
    {
        var value = fault.Value ?? (reason == RefusalReason.ForeignOrigin ? origin : null);
        string?[] keys = [fault.Phrase, ReasonCode.Of(fault.Code), fault.Field is null ? ReasonCode.Of(reason) : null];
        return keys.OfType<string>().Select(key => language.Find(key, value)).OfType<string>().FirstOrDefault() ?? fault.Message;
    }
}
