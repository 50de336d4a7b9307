namespace ServerlessMail.Core.Forms.Judging;

/// <summary>Systems of writing, as far as they are told apart here.</summary>
internal enum Script
{
    Other,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Indic,
    Thai,
    EastAsian,
}

/// <summary>Finds a letter's script by its block.</summary>
/// <remarks>https://www.unicode.org/charts/</remarks>
internal static class Scripts
{
    public static Script Of(char letter) => letter switch
    {
        < '\u00AA' => Script.Latin,
        '\u00B5' => Script.Other, // the micro sign
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        (>= '\u0370' and <= '\u03FF') or (>= '\u1F00' and <= '\u1FFF') => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') => Script.Arabic,
        >= '\u0900' and <= '\u0DFF' => Script.Indic,
        >= '\u0E00' and <= '\u0EFF' => Script.Thai,
        (>= '\u1100' and <= '\u11FF') or (>= '\u2E80' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') => Script.EastAsian,
        _ => Script.Other,
    };

    /// <summary>True for scripts that put no space between words.</summary>
    public static bool RunsTogether(Script script) => script is Script.EastAsian or Script.Thai;
}
