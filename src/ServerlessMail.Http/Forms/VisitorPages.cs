using System.Collections.Immutable;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms.Corrections;
using ServerlessMail.Http.Languages;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms;

/// <summary>The pages that visitors of other people's sites see: plain, in nobody's name, without scripts.</summary>
internal static class VisitorPages
{
    public static Page Thanks(Language language, Uri? back) => new()
    {
        Title = language.Say("thanks-title"),
        Language = language.Tag,
        Body = Html.Of($"""
            <div class="card">
            <div class="badge good" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg></div>
            <h1>{language.Say("thanks-title")}</h1>
            <p>{language.Say("thanks")}</p>
            {BackLink(language, back)}
            </div>
            """),
    };

    /// <summary>
    /// What was wrong, the form as it was filled in where there is one, and the way back. The faults are an alert that takes the focus without a script, so
    /// that a screen reader begins with them; each leads to its field.
    /// </summary>
    public static Page Failure(Language language, int status, ImmutableArray<FieldFault> faults, Uri? back, CorrectionForm? correction) => new()
    {
        Title = Heading(language, status),
        Language = language.Tag,
        Status = status,
        FormTargets = correction?.Targets ?? [],
        Body = Html.Of($"""
            <div class="card">
            <div class="badge bad" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M12 5.5v8M12 18.2v.1"/></svg></div>
            <h1>{Heading(language, status)}</h1>
            <div role="alert" tabindex="-1" autofocus>
            <ul class="faults">{faults.Select(fault => Item(language, fault, correction))}</ul>
            </div>
            {(correction is not null ? correction.Render(language, faults) : IsWorthAnotherTry(status) ? Html.Of($"<p>{language.Say("go-back")}</p>") : Html.Empty)}
            {BackLink(language, back)}
            </div>
            """),
    };

    private static bool IsWorthAnotherTry(int status) => status is 408 or 413 or 422 or 429 or 503;

    private static string Heading(Language language, int status) => language.Find($"title-{status}") ?? language.Say("title");

    private static Html Item(Language language, FieldFault fault, CorrectionForm? correction)
    {
        var advice = FaultText.Advice(fault.Code, language) is { } text ? Html.Of($" <span class=\"advice\">{text}</span>") : Html.Empty;
        if (fault.Field is not { } field)
            return Html.Of($"<li>{fault.Message}{advice}</li>");
        return correction?.IdOf(field) is { } id
            ? Html.Of($"<li><a href=\"#{id}\"><strong>{FieldLabel.Of(field, language)}</strong> {fault.Message}.</a>{advice}</li>")
            : Html.Of($"<li><strong>{FieldLabel.Of(field, language)}</strong> {fault.Message}.{advice}</li>");
    }

    private static Html BackLink(Language language, Uri? back) =>
        back is null ? Html.Empty : Html.Of($"<p><a href=\"{back}\">{language.Say("back-to", back.Host)}</a></p>");
}
