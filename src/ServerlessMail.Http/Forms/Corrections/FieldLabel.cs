using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Forms.Corrections;

/// <summary>What a field is called on our pages: in the visitor's language where it is a common one, else its own name made legible.</summary>
internal static class FieldLabel
{
    public static string Of(string name, Language language)
    {
        var known = name is "_replyto" or "replyto" ? "email" : name.TrimStart('_').ToLowerInvariant();
        return language.Find($"label-{known}") ?? Legible(name);
    }

    /// <summary><c>first_name</c> becomes <c>First name</c>; what is more than letters, digits and dashes stays as it is.</summary>
    private static string Legible(string name)
    {
        if (!name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or ' '))
            return name;
        var words = name.Replace('_', ' ').Replace('-', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
