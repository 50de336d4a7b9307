using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms;

/// <summary>Writes what became of a post, as JSON in Formspree's shape or as a page.</summary>
internal static class FormAnswers
{
    public static Task TakenAsync(HttpContext context, AnswerFormat format, Caller caller, SubmitOutcome.Accepted accepted)
    {
        var next = accepted.Next is { } page ? Ascii(page) : null;
        if (format == AnswerFormat.Json)
        {
            var taken = new TakenAnswer(true, next ?? $"{caller.ServiceUrl}/thanks", true, "Your message has been received.", accepted.Id.ToString());
            return JsonAsync(context, 200, taken, FormAnswerJson.Default.TakenAnswer);
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = next ?? $"{caller.ServicePath}/thanks";
        // The thank-you page leads back to the site that the visitor came from: it must be told which.
        context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        return Task.CompletedTask;
    }

    public static Task RefusedAsync(HttpContext context, AnswerFormat format, Caller caller, SubmitOutcome.Refused refused) => FailedAsync(
        context, format, StatusOf(refused.Reason), refused.Faults, refused.RetryAfter, refused.Reason == RefusalReason.ForeignOrigin ? null : caller.Referer);

    /// <summary>Tells that the service could not do its part: nothing was taken, and it is worth another try.</summary>
    public static Task UnavailableAsync(HttpContext context, AnswerFormat format, Caller caller, TimeSpan retryAfter) => FailedAsync(
        context, format, 503, Fault("The service cannot take your message right now. Please send it again in a moment."), retryAfter, caller.Referer);

    /// <summary>Tells a single fault of the whole request.</summary>
    public static Task FailedAsync(HttpContext context, int status, string message) =>
        FailedAsync(context, AnswerFormats.Of(context.Request), status, Fault(message), null, null);

    private static ImmutableArray<FieldFault> Fault(string message) => [new FieldFault(null, FaultCode.Unspecified, message)];

    private static Task FailedAsync(
        HttpContext context, AnswerFormat format, int status, ImmutableArray<FieldFault> faults, TimeSpan? retryAfter, Uri? back)
    {
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (format == AnswerFormat.Html)
            return new PageResult(VisitorPages.Failure(status, faults, back)).ExecuteAsync(context);
        var summary = FaultText.Summary(faults);
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
