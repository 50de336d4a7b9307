using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>What stands at <c>/f/{form}</c>.</summary>
internal sealed partial class FormEndpoints(
    TakePost take, IFormStore forms, HttpSettings settings, TimeProvider time, ILogger<FormEndpoints> log)
{
    public Task HandleAsync(HttpContext context)
    {
        var caller = Caller.Of(context, settings);
        FormCors.Vary(context.Response);
        return context.Request.Method switch
        {
            "POST" => PostAsync(context, caller),
            "OPTIONS" => PreflightAsync(context, caller),
            _ => FormAnswers.WrongMethodAsync(context, caller),
        };
    }

    private Task PostAsync(HttpContext context, Caller caller)
    {
        var target = new PostTarget(FormName.TryParse(NameOf(context), out var name) ? name : null);
        return take.TakeAsync(context, caller, _ => target);
    }

    /// <summary>
    /// Answers a browser's question whether a page may post. Where nobody can say (no such form, a store out of reach) it may: the answer to
    /// the post then tells what is wrong, and the page can read it.
    /// </summary>
    private async Task PreflightAsync(HttpContext context, Caller caller)
    {
        context.Response.Headers.Allow = FormCors.Methods;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (caller.OriginHeader is not { } origin)
            return;
        if (await FormOfAsync(context) is not { } form || form.Allows(origin, caller.SelfOrigin))
            FormCors.AllowPost(context.Response, caller);
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

    private static string? NameOf(HttpContext context) => context.Request.RouteValues["form"] as string;

    // No exception text: it may repeat what a visitor wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "A form could not be read: {Fault}\n{Stack}")]
    private static partial void NotRead(ILogger logger, string fault, string? stack);
}
