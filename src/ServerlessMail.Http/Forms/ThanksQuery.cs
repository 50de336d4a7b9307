using System.Collections.Immutable;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms.Corrections;
using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Forms;

/// <summary>What the thank-you page must be told, since the browser does not: the form's language, and the way back from a page of corrections.</summary>
internal static class ThanksQuery
{
    public const string Language = "_language";

    /// <summary>A query with its question mark; empty where there is nothing to tell.</summary>
    public static string Of(ImmutableArray<SubmittedField> fields, WayBack? way)
    {
        var language = LanguageChoice.Wished(Last(fields, Language))?.Tag;
        // It was opened, so it is one of ours: letters and digits that need no encoding.
        var back = way?.Page is null ? null : Last(fields, ReservedFields.WayBack);
        string?[] told = [language is null ? null : $"{Language}={language}", back is null ? null : $"{ReservedFields.WayBack}={back}"];
        var query = string.Join('&', told.OfType<string>());
        return query.Length == 0 ? "" : $"?{query}";
    }

    private static string? Last(ImmutableArray<SubmittedField> fields, string name) => fields.LastOrDefault(field => field.Name == name)?.Value;
}
