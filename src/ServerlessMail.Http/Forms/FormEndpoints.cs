using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;

namespace ServerlessMail.Http.Forms;

/// <summary>What stands at <c>/f/{form}</c>.</summary>
internal sealed partial class FormEndpoints(
    SubmitForm submit, IFormStore forms, ReadBody body, HttpSettings settings, TimeProvider time, ILogger<FormEndpoints> log)
{
    private const string Methods = "POST, OPTIONS";

    /// <summary>When a visitor may try again after a store could not be reached.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public Task HandleAsync(HttpContext context)
    {
        var caller = Caller.Of(context, settings);
        FormCors.Vary(context.Response);
        return context.Request.Method switch
        {
            "POST" => PostAsync(context, caller),
            "OPTIONS" => PreflightAsync(context, caller),
            _ => WrongMethodAsync(context, caller),
        };
    }

    /// <summary>Takes a submission.</summary>
    private async Task PostAsync(HttpContext context, Caller caller)
    {
        var format = AnswerFormats.Of(context.Request);
        // Until the form's origins are known to forbid it, the page may read what went wrong.
        FormCors.Allow(context.Response, caller);

        var read = await body.ReadAsync(context.Request, context.RequestAborted);
        switch (await SubmitAsync(context, caller, read))
        {
            case SubmitOutcome.Accepted accepted:
                Accepted(log, accepted.Id);
                await FormAnswers.TakenAsync(context, format, caller, accepted);
                break;
            case SubmitOutcome.Refused refused:
                var reason = ReasonCode.Of(refused.Reason);
                Refused(log, reason);
                if (refused.Reason == RefusalReason.ForeignOrigin)
                    FormCors.Deny(context.Response);
                await FormAnswers.RefusedAsync(context, format, caller, refused);
                break;
            case null:
                await FormAnswers.UnavailableAsync(context, format, caller, Soon);
                break;
        }
    }

    /// <summary>
    /// Answers a browser's question whether a page may post. Where nobody can say (no such form, a store out of reach) it may: the answer to
    /// the post then tells what is wrong, and the page can read it.
    /// </summary>
    private async Task PreflightAsync(HttpContext context, Caller caller)
    {
        context.Response.Headers.Allow = Methods;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (caller.OriginHeader is not { } origin)
            return;
        if (await FormOfAsync(context) is not { } form || form.Allows(origin, caller.SelfOrigin))
            FormCors.AllowPost(context.Response, caller);
    }

    /// <summary>Tells whoever looks at the address, or uses a wrong method, what it is for.</summary>
    private static Task WrongMethodAsync(HttpContext context, Caller caller)
    {
        FormCors.Allow(context.Response, caller);
        context.Response.Headers.Allow = Methods;
        return FormAnswers.FailedAsync(context, 405, "Forms are posted to this address: use it as a form’s action, with method=\"post\".");
    }

    /// <summary>The form that the address names; null when there is none or the store cannot be reached.</summary>
    private async Task<Form?> FormOfAsync(HttpContext context)
    {
        if (!FormName.TryParse(NameOf(context), out var name))
            return null;
        using var deadline = new CancellationTokenSource(settings.IntakeWithin, time);
        try
        {
            return await forms.FindAsync(name, deadline.Token);
        }
        catch (Exception fault)
        {
            NotRead(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    /// <summary>Hands the submission over; null when a store could not be reached: then nothing was accepted.</summary>
    private async Task<SubmitOutcome?> SubmitAsync(HttpContext context, Caller caller, FormBody read)
    {
        // What was read in full is taken, even if the visitor closes the page now; so the connection's end does not end it.
        using var deadline = new CancellationTokenSource(settings.IntakeWithin, time);
        try
        {
            if (!FormName.TryParse(NameOf(context), out var name))
                return await submit.RefuseUnknownAsync(caller.Address, deadline.Token);
            return await submit.SubmitAsync(SubmissionOf(name, context.Request.Headers["Formspree-Session-Data"], caller, read), deadline.Token);
        }
        catch (Exception fault)
        {
            NotTaken(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    internal static Submission SubmissionOf(FormName form, string? session, Caller caller, FormBody read) => new()
    {
        Form = form,
        Fields = read is FormBody.Read { Fields: var fields } ? fields : [],
        Files = read is FormBody.Read { Files: var files } ? files : [],
        Unreadable = (read as FormBody.Unreadable)?.Refusal,
        Origin = caller.Origin,
        Referer = caller.Referer,
        SessionData = session,
        SelfOrigin = caller.SelfOrigin,
        ClientAddress = caller.Address,
    };

    private static string? NameOf(HttpContext context) => context.Request.RouteValues["form"] as string;

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} is accepted.")]
    private static partial void Accepted(ILogger logger, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Information, Message = "A submission is refused: {Reason}.")]
    private static partial void Refused(ILogger logger, string reason);

    // No exception text: it may repeat what a visitor wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "A submission could not be taken: {Fault}\n{Stack}")]
    private static partial void NotTaken(ILogger logger, string fault, string? stack);

    [LoggerMessage(Level = LogLevel.Error, Message = "A form could not be read: {Fault}\n{Stack}")]
    private static partial void NotRead(ILogger logger, string fault, string? stack);
}
