using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>What stands at <c>/f/{form}</c>.</summary>
internal sealed partial class FormEndpoints(
    SubmitForm submit, IFormStore forms, ReadBody body, HttpSettings settings, TimeProvider time, ILogger<FormEndpoints> log)
{
    private const string Methods = "POST, OPTIONS";

    /// <summary>When a visitor may try again after a store could not be reached.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    public Task HandleAsync(HttpContext context) => context.Request.Method switch
    {
        "POST" => PostAsync(context),
        "OPTIONS" => PreflightAsync(context),
        _ => WrongMethodAsync(context),
    };

    /// <summary>Takes a submission.</summary>
    private async Task PostAsync(HttpContext context)
    {
        var format = AnswerFormats.Of(context.Request);
        var caller = Caller.Of(context, settings);
        FormCors.Vary(context.Response);
        // Until the form's origins are known to forbid it, the page may read what went wrong.
        FormCors.Allow(context.Response, caller);

        var read = await body.ReadAsync(context.Request, context.RequestAborted);
        switch (await SubmitAsync(context, caller, read))
        {
            case SubmitOutcome.Accepted accepted:
                await FormAnswers.TakenAsync(context, format, caller, accepted);
                break;
            case SubmitOutcome.Refused refused:
                if (refused.Reason == RefusalReason.ForeignOrigin)
                    FormCors.Deny(context.Response);
                await FormAnswers.RefusedAsync(context, format, caller, refused);
                break;
            case null:
                await FormAnswers.FailedAsync(context, format, 503, "The service cannot take your message right now. Please send it again in a moment.", Soon);
                break;
        }
    }

    /// <summary>Answers a browser's question whether a page may post. To a form that does not exist it may: the answer to the post says what is wrong.</summary>
    private async Task PreflightAsync(HttpContext context)
    {
        var caller = Caller.Of(context, settings);
        FormCors.Vary(context.Response);
        context.Response.Headers.Allow = Methods;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        var form = FormName.TryParse(NameOf(context), out var name) ? await forms.FindAsync(name, context.RequestAborted) : null;
        if (caller.OriginHeader is { } origin && form?.Allows(origin, caller.SelfOrigin) != false)
            FormCors.AllowPost(context.Response, caller);
    }

    /// <summary>Tells whoever looks at the address, or uses a wrong method, what it is for.</summary>
    private static Task WrongMethodAsync(HttpContext context)
    {
        FormCors.Vary(context.Response);
        context.Response.Headers.Allow = Methods;
        return FormAnswers.FailedAsync(
            context, AnswerFormats.Of(context.Request), 405, "Forms are posted to this address: use it as a form’s action, with method=\"post\".");
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
            return await submit.SubmitAsync(SubmissionOf(name, caller, read), deadline.Token);
        }
        catch (Exception fault)
        {
            NotTaken(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    private static Submission SubmissionOf(FormName form, Caller caller, FormBody read) => new()
    {
        Form = form,
        Fields = read is FormBody.Read { Fields: var fields } ? fields : [],
        Unreadable = (read as FormBody.Unreadable)?.Refusal,
        Origin = caller.Origin,
        SelfOrigin = caller.SelfOrigin,
        ClientAddress = caller.Address,
    };

    private static string? NameOf(HttpContext context) => context.Request.RouteValues["form"] as string;

    // No exception text: it may repeat what a visitor wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "A submission could not be taken: {Fault}\n{Stack}")]
    private static partial void NotTaken(ILogger logger, string fault, string? stack);
}
