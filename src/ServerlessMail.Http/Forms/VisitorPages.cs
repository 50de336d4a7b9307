using System.Collections.Immutable;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms;

/// <summary>The pages that visitors of other people's sites see: plain, in nobody's name, without scripts.</summary>
internal static class VisitorPages
{
    public static Page Thanks(Uri? back) => new()
    {
        Title = "Thank you",
        Body = Html.Of($"""
            <div class="card">
            <div class="badge good" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg></div>
            <h1>Thank you</h1>
            <p>Your message has been received.</p>
            {BackLink(back)}
            </div>
            """),
    };

    /// <summary>
    /// What was wrong, and the way back. The faults are an alert that takes the focus without a script, so that a screen reader begins with them.
    /// </summary>
    public static Page Failure(int status, ImmutableArray<FieldFault> faults, Uri? back) => new()
    {
        Title = Heading(status),
        Status = status,
        Body = Html.Of($"""
            <div class="card">
            <div class="badge bad" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M12 5.5v8M12 18.2v.1"/></svg></div>
            <h1>{Heading(status)}</h1>
            <div role="alert" tabindex="-1" autofocus>
            <ul class="faults">{faults.Select(Item)}</ul>
            </div>
            {(IsWorthAnotherTry(status) ? BackAdvice : Html.Empty)}
            {BackLink(back)}
            </div>
            """),
    };

    private static readonly Html BackAdvice =
        Html.Of($"<p>Go back with your browser’s Back button: what you wrote should still be there. Nothing was sent yet.</p>");

    private static bool IsWorthAnotherTry(int status) => status is 408 or 413 or 422 or 429 or 503;

    private static string Heading(int status) => status switch
    {
        403 => "This page may not post here",
        404 => "Not found",
        405 => "This address takes forms",
        413 => "Your message is too large",
        422 => "Please check the form",
        429 => "Please wait a moment",
        500 => "Something went wrong",
        503 => "Please try again later",
        _ => "Your message was not sent",
    };

    private static Html Item(FieldFault fault)
    {
        var advice = FaultText.Advice(fault.Code) is { } text ? Html.Of($" <span class=\"advice\">{text}</span>") : Html.Empty;
        return fault.Field is { } field
            ? Html.Of($"<li><strong>{field}</strong> {fault.Message}.{advice}</li>")
            : Html.Of($"<li>{fault.Message}{advice}</li>");
    }

    private static Html BackLink(Uri? back) => back is null ? Html.Empty : Html.Of($"<p><a href=\"{back}\">Back to {back.Host}</a></p>");
}
