using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms.Corrections;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Forms;

/// <summary>What stands at <c>/thanks</c>.</summary>
internal sealed partial class ThanksEndpoint(WayBackSeal seal, HttpSettings settings, ILogger<ThanksEndpoint> log)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var style = AnswerStyle.Of(context.Request, query[ThanksQuery.Language]);
        style.Mark(context.Response);
        var caller = Caller.Of(context, settings);
        var back = await WayBackAsync(query[ReservedFields.WayBack], context.RequestAborted)
            ?? (caller.Referer is { } page && !caller.IsFormAddress(page) ? page : null);
        await new PageResult(VisitorPages.Thanks(style.Language, back)).ExecuteAsync(context);
    }

    /// <summary>A page that we sealed ourselves: no link to this address leads a visitor where its maker wants.</summary>
    private async Task<Uri?> WayBackAsync(string? written, CancellationToken ct)
    {
        try
        {
            return (await seal.OpenAsync(written, ct))?.Page;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            NotRead(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A way back could not be read: {Fault}\n{Stack}")]
    private static partial void NotRead(ILogger logger, string fault, string? stack);
}
