using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Forms;

/// <summary>A form's name as it stands in its address: 1 to 64 of <c>a-z 0-9 - _</c>, beginning with a letter or digit.</summary>
[JsonConverter(typeof(FormNameJson))]
public sealed record FormName
{
    public const int MaxLength = 64;

    private FormName(string value) => Value = value;

    public string Value { get; }

    public static FormName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a form name (1 to 64 of a-z, 0-9, - and _).");

    public static bool TryParse(string? text, [NotNullWhen(true)] out FormName? name)
    {
        name = text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? new FormName(text)
            : null;
        return name is not null;
    }

    public override string ToString() => Value;
}
