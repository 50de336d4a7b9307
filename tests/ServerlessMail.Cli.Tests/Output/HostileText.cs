using CsCheck;

namespace ServerlessMail.Cli.Tests.Output;

/// <summary>Texts in which the characters that a terminal or a YAML reader obeys are as common as letters.</summary>
internal static class HostileText
{
    private static readonly string[] Obeyed =
        ["\u001b", "\u001b[2J", "\u001b]0;", "\a", "\n", "\r", "\t", "\0", "\u007f", "\u0085", "\u009b", "\u2028", "\u202e", "\u2066", "\ufeff", "\U000E0001",
         "\"", "\\", "'", "#", ": ", "- ", "&", "*", "!", "[", "]", "{", "}", "🙂", "Zoë"];

    public static readonly Gen<string> Any = Gen.OneOf(Gen.Int[0, Obeyed.Length - 1].Select(at => Obeyed[at]), Gen.Char[' ', '~'].Select(c => $"{c}"))
        .Array[0, 20].Select(string.Concat);
}
