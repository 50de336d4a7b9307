using System.Collections.Frozen;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// Field names with a meaning of their own, as Formspree, Web3Forms, Netlify and FormSubmit know them. Everything else is data, also what
/// other services would obey (<c>_cc</c>, <c>emailto</c>, <c>emailfrom</c>, <c>_webhook</c>, …).
/// </summary>
public static class ReservedFields
{
    /// <summary>When the page was shown, signed.</summary>
    public const string Stamp = "_stamp";

    public static readonly FrozenSet<string> Honeypots = ["_gotcha", "_honey", "botcheck", "bot-field"];

    private static readonly FrozenSet<string> Directions =
        ["_replyto", "_subject", "_next", "redirect", "redirectTo", "_language", "_format", "access_key", "form-name",
         "altcha", "cf-turnstile-response", Stamp];

    /// <summary>True for a field that is not part of what the visitor wanted to say.</summary>
    public static bool IsReserved(string name) => Honeypots.Contains(name) || Directions.Contains(name);
}
