using System.Collections.Immutable;
using System.Globalization;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>Reads the rules of a form's fields.</summary>
internal static class FieldRules
{
    public const int MostFields = 200;
    public const int LongestName = 100;
    public const int LongestValue = 100_000;

    public static ImmutableArray<FieldRule> Read(YamlNode? node, FaultList faults)
    {
        switch (node)
        {
            case null or YamlNode.Broken:
                return [];
            case YamlNode.Mapping { Entries: var entries }:
                if (entries.Length > MostFields)
                    faults.Add(entries[MostFields].Key.At, $"'fields' has {entries.Length} fields; {MostFields} are the most.");
                return [.. entries.Select(entry => Rule(entry, faults)).OfType<FieldRule>()];
            default:
                faults.Add(node.At, $"'fields' must be a mapping of field names; this is {node.Kind}.");
                return [];
        }
    }

    private static FieldRule? Rule(YamlEntry entry, FaultList faults)
    {
        var name = entry.Key.Value;
        if (name.Length is 0 or > LongestName)
            faults.Add(entry.Key.At, $"a field's name has 1 to {LongestName} characters.");
        if (ReservedFields.Honeypots.Contains(name))
            faults.Add(entry.Key.At, $"{FaultList.Quote(name)} is a honeypot: who fills it is a robot.");
        if (entry.Value is YamlNode.Scalar { IsNull: true })
            return new FieldRule(name, FieldType.Text, Required: false, FieldRule.DefaultMaxLength);
        if (KeyedNode.Of(entry.Value, "a field", ["type", "required", "max"], faults) is not { } keys)
            return null;
        return new FieldRule(
            name,
            keys.Word("type", FieldType.Text, ("text", FieldType.Text), ("email", FieldType.Email), ("number", FieldType.Number)),
            keys.Word("required", false, ("true", true), ("false", false)),
            Max(keys.Text("max"), faults));
    }

    private static int Max(YamlNode.Scalar? text, FaultList faults)
    {
        if (text is null)
            return FieldRule.DefaultMaxLength;
        if (!int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var max) || max is < 1 or > LongestValue)
            faults.Add(text.At, $"'max' is a number of characters from 1 to {LongestValue}, not {FaultList.Quote(text.Value)}.");
        return max;
    }
}
