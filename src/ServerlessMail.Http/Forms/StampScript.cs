using Microsoft.AspNetCore.Http;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Forms;

/// <summary>
/// What stands at <c>/f/{form}/stamp.js</c>: a script that puts the moment at which the page was shown, signed, into the page's form. Any page may load
/// it; whoever asks for it gets a stamp, and all that a stamp does is to tell how long ago that was.
/// </summary>
internal sealed class StampScript(PageStamps stamps, HttpSettings settings, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!FormName.TryParse(context.Request.RouteValues["form"] as string, out var form))
        {
            await FormAnswers.FailedAsync(context, StatusCodes.Status404NotFound, "unknown-form");
            return;
        }

        using var deadline = new CancellationTokenSource(settings.IntakeWithin, time);
        var script = Of(form, await stamps.IssueAsync(form, deadline.Token));
        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.WriteAsync(script, context.RequestAborted);
    }

    /// <summary>Neither value has a character that means anything in a script. A form is known by its action, or by the key that names it.</summary>
    private static string Of(FormName form, string stamp) => $$"""
        (() => {
          const stamp = () => {
            for (const form of document.forms) {
              let path;
              try { path = new URL(form.getAttribute('action') || '', location).pathname; } catch { continue; }
              if ((!path.endsWith('/f/{{form}}') && form.elements['access_key']?.value !== '{{form}}') || form.elements['{{ReservedFields.Stamp}}']) continue;
              const field = document.createElement('input');
              Object.assign(field, { type: 'hidden', name: '{{ReservedFields.Stamp}}', value: '{{stamp}}' });
              form.append(field);
            }
          };
          if (document.readyState === 'loading') addEventListener('DOMContentLoaded', stamp); else stamp();
        })();

        """;
}
