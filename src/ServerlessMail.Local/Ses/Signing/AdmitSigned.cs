using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessMail.Local.Ses.Signing;

/// <summary>Lets signed calls in: the head is checked before the body is read, the body before anything is done with it.</summary>
internal sealed class AdmitSigned(CheckSignature check)
{
    /// <summary>The longest request: 40 MB of mail after base64, and what stands around it.</summary>
    private const int MaxRequest = 42 * 1024 * 1024;

    public async Task RunAsync(HttpContext context, Func<SesExchange, Task> act)
    {
        if (context.Request.ContentLength > MaxRequest)
        {
            await SesExchange.RefuseAsync(context, SesError.TooLarge());
            return;
        }

        switch (check.Authorize(SignedRequest.From(context.Request)))
        {
            case Authorization.Refused refused:
                await SesExchange.RefuseAsync(context, refused.Fault);
                break;
            case Authorization.Claimed claimed:
                await ReadAsync(context, claimed, act);
                break;
        }
    }

    private async Task ReadAsync(HttpContext context, Authorization.Claimed claimed, Func<SesExchange, Task> act)
    {
        if (await BodyAsync(context) is not { } body)
            await SesExchange.RefuseAsync(context, SesError.TooLarge());
        else if (check.Fault(claimed, body.Span) is { } unsigned)
            await SesExchange.RefuseAsync(context, unsigned);
        else
            await act(new SesExchange(context, body, claimed.Header.Region));
    }

    /// <summary>The whole body; null if it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxRequest;
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
