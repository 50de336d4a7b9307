using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks.Altcha;

namespace ServerlessMail.Http.Forms;

/// <summary>
/// What stands at <c>/f/{form}/challenge</c>: the work that ALTCHA's widget has the visitor's browser do. Always JSON, for scripts alone read it.
/// </summary>
internal sealed partial class ChallengeEndpoint(IFormStore forms, IssueAltcha issue, HttpSettings settings, TimeProvider time, ILogger<ChallengeEndpoint> log)
{
    private const string Methods = "GET, OPTIONS";

    /// <summary>When a widget may try again after a store could not be reached.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public async Task HandleAsync(HttpContext context)
    {
        var caller = Caller.Of(context, settings);
        FormCors.Vary(context.Response);
        context.Response.Headers.Allow = Methods;
        if (context.Request.Method is not ("GET" or "HEAD" or "OPTIONS"))
        {
            FormCors.Allow(context.Response, caller);
            await FormAnswers.FailedAsync(context, 405, "challenge-method");
            return;
        }

        using var deadline = new CancellationTokenSource(settings.IntakeWithin, time);
        try
        {
            await AnswerAsync(context, caller, deadline.Token);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            NotIssued(log, fault.GetType().Name, fault.StackTrace);
            FormCors.Allow(context.Response, caller);
            await FormAnswers.UnavailableAsync(context, Style(context), caller, Soon);
        }
    }

    private async Task AnswerAsync(HttpContext context, Caller caller, CancellationToken ct)
    {
        var form = FormName.TryParse(context.Request.RouteValues["form"] as string, out var name) ? await forms.FindAsync(name, ct) : null;
        if (form is not null && caller.OriginHeader is { } origin && !form.Allows(origin, caller.SelfOrigin))
        {
            await RefuseAsync(context, caller, RefusalReason.ForeignOrigin, FaultCode.Blocked, "Pages of this site may not use this form.", "challenge-origin");
            return;
        }

        FormCors.Allow(context.Response, caller);
        if (context.Request.Method == "OPTIONS")
            Preflight(context.Response);
        else if (form is null)
            await RefuseAsync(context, caller, RefusalReason.UnknownForm, FaultCode.FormNotFound, "There is no such form. Check the widget's challenge address.", "challenge-form");
        else if (form.Captcha != Captcha.Altcha)
            await RefuseAsync(
                context, caller, RefusalReason.UnknownForm, FaultCode.FormNotFound, "This form asks for no ALTCHA: its definition needs 'captcha: altcha'.", "challenge-none");
        else
            await WriteAsync(context, await issue.IssueAsync(form.Name, ct));
    }

    private static Task RefuseAsync(HttpContext context, Caller caller, RefusalReason reason, FaultCode code, string message, string phrase) =>
        FormAnswers.RefusedAsync(context, Style(context), caller, new SubmitOutcome.Refused(reason, [new FieldFault(null, code, message, phrase)]), correction: null);

    private static AnswerStyle Style(HttpContext context) => AnswerStyle.Of(context.Request) with { Format = AnswerFormat.Json };

    /// <summary>The widget's own request needs no leave; one that a site adds headers to does.</summary>
    private static void Preflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = Methods;
        response.Headers.AccessControlAllowHeaders = "Content-Type, Accept";
        response.Headers.AccessControlMaxAge = "600";
    }

    private static async Task WriteAsync(HttpContext context, AltchaChallenge challenge)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(challenge, AltchaJson.Default.AltchaChallenge);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A challenge could not be issued: {Fault}\n{Stack}")]
    private static partial void NotIssued(ILogger logger, string fault, string? stack);
}
