using System.Collections.Immutable;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Cli.Forms;

/// <summary>What a definition changes of the form that is there.</summary>
/// <param name="After">The definition, at the version that it changes; 0 for a new form.</param>
/// <param name="IsNew">True: there is no such form yet.</param>
/// <param name="Lines">The keys that differ.</param>
internal sealed record FormChange(Form After, bool IsNew, ImmutableArray<FormChangeLine> Lines)
{
    public bool IsChange => IsNew || !Lines.IsEmpty;

    public static FormChange Of(Form? before, Form defined)
    {
        var old = before is null ? [] : FormText.Keys(before);
        var now = FormText.Keys(defined);
        var lines = now.Select(key => new FormChangeLine(key.Key, Value(old, key.Key), key.Value))
            .Concat(old.Where(key => Value(now, key.Key) is null).Select(key => new FormChangeLine(key.Key, key.Value, null)))
            .Where(line => line.Before != line.After);
        return new FormChange(defined with { Version = before?.Version ?? 0 }, before is null, [.. lines]);
    }

    private static string? Value(ImmutableArray<(string Key, string Value)> keys, string key) =>
        keys.Where(known => known.Key == key).Select(known => known.Value).FirstOrDefault();
}

/// <summary>One key of a form; null where it is not there.</summary>
internal sealed record FormChangeLine(string Key, string? Before, string? After);
