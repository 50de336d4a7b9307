using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms.Corrections;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms;

/// <summary>Writes what became of a post, as JSON in the shape of Formspree's and Web3Forms' clients or as a page, in the caller's language.</summary>
internal static class FormAnswers
{
    public static Task TakenAsync(HttpContext context, AnswerStyle style, Caller caller, SubmitOutcome.Accepted accepted, string thanksQuery)
    {
        var next = accepted.Next is { } page ? Ascii(page) : null;
        style.Mark(context.Response);
        if (style.Format == AnswerFormat.Json)
        {
            var taken = new TakenAnswer(true, next ?? $"{caller.ServiceUrl}/thanks{thanksQuery}", true, style.Language.Say("thanks"), accepted.Id.ToString());
            return JsonAsync(context, 200, taken, FormAnswerJson.Default.TakenAnswer);
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = next ?? $"{caller.ServicePath}/thanks{thanksQuery}";
        // The thank-you page leads back to the site that the visitor came from: it must be told which.
        context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        return Task.CompletedTask;
    }

    /// <summary>Tells why there is no message.</summary>
    /// <param name="context">The request.</param>
    /// <param name="style">How to answer.</param>
    /// <param name="caller">Who asked.</param>
    /// <param name="refused">What was wrong.</param>
    /// <param name="correction">The form as it was filled in; null where another try makes no sense or the fields are not known.</param>
    public static Task RefusedAsync(HttpContext context, AnswerStyle style, Caller caller, SubmitOutcome.Refused refused, CorrectionForm? correction) => FailedAsync(
        context,
        style,
        StatusOf(refused.Reason),
        refused.In(style.Language, caller.Origin).Faults,
        refused.RetryAfter,
        refused.Reason == RefusalReason.ForeignOrigin ? null : caller.Referer,
        correction);

    /// <summary>Tells that the service could not do its part: nothing was taken, and it is worth another try.</summary>
    public static Task UnavailableAsync(HttpContext context, AnswerStyle style, Caller caller, TimeSpan retryAfter) =>
        FailedAsync(context, style, 503, Fault(style.Language.Say("unavailable")), retryAfter, caller.Referer);

    /// <summary>Tells a single fault of the whole request, by its text's key.</summary>
    public static Task FailedAsync(HttpContext context, int status, string text)
    {
        var style = AnswerStyle.Of(context.Request);
        return FailedAsync(context, style, status, Fault(style.Language.Say(text)), null, null);
    }

    /// <summary>Tells whoever looks at the address of a form, or uses a wrong method, what it is for.</summary>
    public static Task WrongMethodAsync(HttpContext context, Caller caller)
    {
        FormCors.Allow(context.Response, caller);
        context.Response.Headers.Allow = FormCors.Methods;
        return FailedAsync(context, 405, "post-here");
    }

    private static ImmutableArray<FieldFault> Fault(string message) => [new FieldFault(null, FaultCode.Unspecified, message)];

    private static Task FailedAsync(
        HttpContext context, AnswerStyle style, int status, ImmutableArray<FieldFault> faults, TimeSpan? retryAfter, Uri? back, CorrectionForm? correction = null)
    {
        style.Mark(context.Response);
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (style.Format == AnswerFormat.Html)
            return new PageResult(VisitorPages.Failure(style.Language, status, faults, back, correction)).ExecuteAsync(context);
        var summary = FaultText.Summary(faults, style.Language);
        ImmutableArray<FailedField> errors = [.. faults.Select(fault => new FailedField(FaultText.Code(fault.Code), fault.Field, fault.Message))];
        return JsonAsync(context, status, new FailedAnswer(false, false, summary, summary, errors), FormAnswerJson.Default.FailedAnswer);
    }

    private static int StatusOf(RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownForm => 404,
        RefusalReason.ForeignOrigin => 403,
        RefusalReason.Invalid or RefusalReason.Malformed => 422,
        RefusalReason.CaptchaMissing or RefusalReason.CaptchaWrong or RefusalReason.CaptchaExpired or RefusalReason.CaptchaUsed => 422,
        RefusalReason.TooLarge => 413,
        RefusalReason.TooSlow => 408,
        RefusalReason.UnsupportedType => 415,
        RefusalReason.RateLimited => 429,
        RefusalReason.Closed or RefusalReason.NoPlaceForFiles or RefusalReason.SenderNotAllowed or RefusalReason.Sandbox or RefusalReason.ControlUnusable or RefusalReason.CaptchaNotSetUp => 503,
    };

    private static async Task JsonAsync<T>(HttpContext context, int status, T answer, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>A page's address with its host in ASCII: a header takes nothing else.</summary>
    private static string Ascii(Uri page) => FormOrigins.OriginOf(page) + page.PathAndQuery + page.Fragment;
}
