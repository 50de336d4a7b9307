using System.Collections.Immutable;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Languages;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms.Corrections;

/// <summary>A field of the form that a visitor corrects.</summary>
/// <param name="Name">Its name, as it was posted.</param>
/// <param name="Id">The id of its first control, ours alone.</param>
/// <param name="Values">What was posted under the name, in order; none where it was missing.</param>
/// <param name="Rule">The form's rule for it, if there is one.</param>
/// <param name="IsFaulty">True when there is something to mend.</param>
internal sealed record CorrectionField(string Name, string Id, ImmutableArray<string> Values, FieldRule? Rule, bool IsFaulty)
{
    /// <summary>Longer values are shown in a box of several lines.</summary>
    private const int LongestLine = 120;

    /// <summary>True for a file, which no page can keep: the visitor chooses it again.</summary>
    public bool IsFile { get; init; }

    private bool IsAddress => Rule is { Type: FieldType.Email } || (Rule is null && Name is "_replyto" or "replyto" or "email" or "Email");

    /// <summary>Values of one name that need no mending are ticked choices, as they were; everything else can be written.</summary>
    public Html Render(Language language, ImmutableArray<FieldFault> faults)
    {
        var label = FieldLabel.Of(Name, language);
        if (IsFile)
            return Html.Of($"{File(label, language)}{Fault(faults)}");
        if (Values.Length > 1 && !IsFaulty)
            return Html.Of($"<fieldset><legend>{label}</legend>{Values.Select(Choice)}</fieldset>\n");
        var values = Values.IsEmpty ? [""] : Values;
        return Html.Of($"{values.Select((value, i) => Control(i, value, values.Length > 1 ? $"{label} {i + 1}" : label))}{Fault(faults)}");
    }

    /// <summary>The field as it was, unseen.</summary>
    public Html RenderHidden() => Html.Of($"{Values.Select(value => Html.Of($"<input type=\"hidden\" name=\"{Name}\" value=\"{Shown(value)}\">\n"))}");

    private Html File(string label, Language language) => Html.Of($"""
        <label for="{Id}">{label}</label>
        <input id="{Id}" name="{Name}" type="file" multiple aria-describedby="{(IsFaulty ? $"{Id}-fault {Id}-hint" : $"{Id}-hint")}"{(IsFaulty ? Html.Of($" aria-invalid=\"true\"") : Html.Empty)}>
        <p class="hint" id="{Id}-hint">{language.Say("choose-file")}</p>

        """);

    private Html Choice(string value, int i) => Html.Of(
        $"<label class=\"choice\"><input type=\"checkbox\"{IdAttribute(i)} name=\"{Name}\" value=\"{Shown(value)}\" checked> {Shown(value)}</label>");

    private Html Control(int i, string value, string label)
    {
        var shown = Shown(value);
        // The parser drops a line feed that follows the tag (HTML standard, 13.2.6.4.7): ours, not the visitor's.
        var control = IsLong(value)
            ? Html.Of($"<textarea{IdAttribute(i)} name=\"{Name}\"{Attributes(value)}>\n{shown}</textarea>\n")
            : Html.Of($"<input{IdAttribute(i)} name=\"{Name}\"{Kind()}{Attributes(value)} value=\"{shown}\">\n");
        return Html.Of($"<label for=\"{IdOf(i)}\">{label}</label>\n{control}");
    }

    private Html Kind() => IsAddress
        ? Html.Of($" type=\"email\" autocomplete=\"email\"")
        : Rule is { Type: FieldType.Number }
            ? Html.Of($" inputmode=\"decimal\"")
            : Name.ToLowerInvariant() switch
            {
                "name" => Html.Of($" autocomplete=\"name\""),
                "phone" or "tel" => Html.Of($" type=\"tel\" autocomplete=\"tel\""),
                _ => Html.Empty,
            };

    private Html Attributes(string value)
    {
        var required = Rule is { Required: true } ? Html.Of($" required") : Html.Empty;
        var most = Rule is { MaxLength: var length and not FieldRule.DefaultMaxLength } && value.Length <= length ? Html.Of($" maxlength=\"{length}\"") : Html.Empty;
        var invalid = IsFaulty ? Html.Of($" aria-invalid=\"true\" aria-describedby=\"{Id}-fault\"") : Html.Empty;
        return Html.Of($"{required}{most}{invalid}");
    }

    private Html Fault(ImmutableArray<FieldFault> faults) => !IsFaulty ? Html.Empty : Html.Of(
        $"<p class=\"fault\" id=\"{Id}-fault\">{string.Join(" ", faults.Where(fault => fault.Field == Name).Select(fault => Sentence(fault.Message)))}</p>\n");

    private bool IsLong(string value) => !IsAddress && Rule is not { Type: FieldType.Number }
        && (value.Length > LongestLine || value.AsSpan().ContainsAny('\r', '\n') || Name.Equals("message", StringComparison.OrdinalIgnoreCase)
            || Rule is { MaxLength: > 1000 and < FieldRule.DefaultMaxLength } or { MaxLength: > FieldRule.DefaultMaxLength });

    private Html IdAttribute(int i) => Html.Of($" id=\"{IdOf(i)}\"");

    private string IdOf(int i) => i == 0 ? Id : $"{Id}-{i}";

    private static string Sentence(string message) => message.Length == 0 ? message : $"{char.ToUpperInvariant(message[0])}{message[1..]}.";

    /// <summary>What a page can hold: no character reference stands for most controls, and browsers post line ends as CR LF again (HTML standard, 13.2.5.80).</summary>
    private static string Shown(string value)
    {
        var lines = value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return lines.Any(IsUnseen) ? string.Concat(lines.Where(c => !IsUnseen(c))) : lines;
    }

    private static bool IsUnseen(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
