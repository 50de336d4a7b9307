using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>What stands at <c>/submit</c>: the form is named by the body, in Web3Forms' field <c>access_key</c>.</summary>
internal sealed class AccessKeyEndpoint(TakePost take, HttpSettings settings)
{
    private const string Field = "access_key";

    private static readonly SubmitOutcome.Refused Missing =
        Refuse("missing-access-key", "The access_key is missing: it names the form. Add it as a hidden field.");

    private static readonly SubmitOutcome.Refused Unknown =
        Refuse("unknown-access-key", "The access_key names no form. Use the form’s name as its access_key.");

    public Task HandleAsync(HttpContext context)
    {
        var caller = Caller.Of(context, settings);
        FormCors.Vary(context.Response);
        return context.Request.Method switch
        {
            "POST" => take.TakeAsync(context, caller, TargetOf),
            "OPTIONS" => PreflightAsync(context, caller),
            _ => FormAnswers.WrongMethodAsync(context, caller),
        };
    }

    /// <summary>
    /// Every page may ask to post: which form it is for, and so which origins, stands in the body, which no preflight has. The post itself is judged by its
    /// form's origins, and a page of another origin cannot read even the refusal. A preflight keeps no program from posting, and no visitor's credentials
    /// are involved that it could protect.
    /// </summary>
    private static Task PreflightAsync(HttpContext context, Caller caller)
    {
        context.Response.Headers.Allow = FormCors.Methods;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (caller.OriginHeader is not null)
            FormCors.AllowPost(context.Response, caller);
        return Task.CompletedTask;
    }

    private static PostTarget TargetOf(FormBody read)
    {
        if (read is FormBody.Unreadable { Refusal: var refusal })
            return new PostTarget(null, refusal);
        var key = ((FormBody.Read)read).Fields.LastOrDefault(field => field.Name == Field)?.Value.Trim();
        return string.IsNullOrEmpty(key) ? new PostTarget(null, Missing) : new PostTarget(FormName.TryParse(key, out var name) ? name : null, Unknown);
    }

    private static SubmitOutcome.Refused Refuse(string phrase, string message) =>
        new(RefusalReason.UnknownForm, [new FieldFault(null, FaultCode.FormNotFound, message, phrase)]);
}
