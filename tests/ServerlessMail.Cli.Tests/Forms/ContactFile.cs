namespace ServerlessMail.Cli.Tests.Forms;

/// <summary>A forms file without faults, and the same with one key of its form written otherwise.</summary>
internal static class ContactFile
{
    private static readonly string[] Keys = ["to: [owner@example.com]", "from: forms@example.com", "origins: [\"https://www.example.com\"]"];

    /// <summary>The file with a key of its own (<c>to</c> in line 3, <c>from</c> in line 4, <c>origins</c> in line 5) replaced, or another one added in line 6; keys begin in column 5.</summary>
    public static string With(string key)
    {
        var name = key.Split(':')[0];
        var lines = Keys.Select(known => known.StartsWith($"{name}:", StringComparison.Ordinal) ? key : known).ToList();
        if (!lines.Contains(key))
            lines.Add(key);
        return $"forms:\n  contact:\n{string.Concat(lines.Select(line => $"    {line}\n"))}";
    }

    /// <summary>The file without one of its keys.</summary>
    public static string Without(string name) =>
        $"forms:\n  contact:\n{string.Concat(Keys.Where(known => !known.StartsWith($"{name}:", StringComparison.Ordinal)).Select(line => $"    {line}\n"))}";
}
