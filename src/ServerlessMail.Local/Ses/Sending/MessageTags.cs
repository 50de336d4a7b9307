using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The tags of a mail, which its events carry.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html</remarks>
internal sealed class MessageTags
{
    private const int MaxTags = 50;
    private const int MaxLength = 256;

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Values => _values;

    public static bool IsTagCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    public SesError? Read(List<NameAndValue?>? tags)
    {
        if (tags?.Count > MaxTags)
            return SesError.BadRequest($"A message may have at most {MaxTags} tags.");
        foreach (var tag in tags ?? [])
        {
            if (tag is not { Name: { } name, Value: { } value } || !IsTagText(name) || !IsTagText(value))
                return SesError.BadRequest($"Tag names and values may contain letters, digits, underscores and dashes, 1 to {MaxLength} of them.");
            if (!_values.TryAdd(name, value))
                return SesError.BadRequest($"Duplicate tag name '{name}'.");
        }

        return null;
    }

    private static bool IsTagText(string text) => text.Length is > 0 and <= MaxLength && text.All(IsTagCharacter);
}
