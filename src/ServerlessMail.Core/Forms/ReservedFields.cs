using System.Collections.Frozen;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// Field names with a meaning of their own, as Formspree, Web3Forms, Netlify and FormSubmit know them; they are not part of the mail. Everything else is data,
/// also what other services would obey and nobody may wish for here (<c>_cc</c>, <c>emailto</c>, <c>_webhook</c>, …).
/// </summary>
public static class ReservedFields
{
    /// <summary>When the page was shown, signed.</summary>
    public const string Stamp = "_stamp";

    public static readonly FrozenSet<string> Honeypots = ["_gotcha", "_honey", "botcheck", "bot-field"];

    /// <summary>The sealed way back of our own page of corrections.</summary>
    public const string WayBack = "_back";

    /// <summary>What captchas leave in a form, ours and other services'.</summary>
    private static readonly FrozenSet<string> Proofs =
        ["altcha", "cf-turnstile-response", "g-recaptcha-response", "h-captcha-response", "recaptcha_response"];

    private static readonly FrozenSet<string> Directions =
        ["_replyto", "replyto", "_subject", "_next", "redirect", "redirectTo", "_language", "_format", "access_key", "form-name", "from_name", "_template", "_blacklist", "_url",
         WayBack, Stamp];

    /// <summary>True for a field that is not part of what the visitor wanted to say.</summary>
    public static bool IsReserved(string name) => Honeypots.Contains(name) || Directions.Contains(name) || IsProof(name);

    /// <summary>True for a field that a captcha's widget fills, and no visitor.</summary>
    public static bool IsProof(string name) => Proofs.Contains(name);
}
