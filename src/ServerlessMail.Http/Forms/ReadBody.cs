using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ServerlessMail.Core.Attachments;

namespace ServerlessMail.Http.Forms;

/// <summary>Reads a post's body into fields: at most <see cref="MaxBytes"/>, with files <see cref="MaxMultipartBytes"/>, within <see cref="HttpSettings.BodyWithin"/>, as the type says.</summary>
internal sealed class ReadBody(HttpSettings settings, TimeProvider time)
{
    /// <summary>256 KB, counted as they arrive: a missing or false length does not help.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>What a multipart body may have: the files, the fields, and what stands around them.</summary>
    public const int MaxMultipartBytes = FormAttachments.MostBytes + MaxBytes + (16 * 1024);

    private static readonly FormBody.Read Nothing = new([], []);

    private static readonly FormBody.Unreadable UnknownType = BodyFault.Unsupported(
        "The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json.");

    public async Task<FormBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var (most, tooLarge) = IsMultipart(request.ContentType) ? (MaxMultipartBytes, BodyFault.FilesTooBig) : (MaxBytes, BodyFault.TooLarge);
        if (request.ContentLength > most)
            return tooLarge;
        if (request.Headers.ContentEncoding.ToString().ToLowerInvariant() is not ("" or "identity"))
            return BodyFault.Compressed;

        var (body, fault) = await BytesAsync(request.BodyReader, most, tooLarge, ct);
        return fault ?? await ParseAsync(body, request.ContentType, ct);
    }

    /// <summary>The whole body, or why there is none.</summary>
    private async Task<(byte[] Body, FormBody? Fault)> BytesAsync(PipeReader reader, int most, FormBody tooLarge, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(settings.BodyWithin, time);
        // The deadline ends the pending read, not the read's token: a reader left in the middle of a read is one that the server cannot drain.
        await using var end = deadline.Token.Register(reader.CancelPendingRead);
        try
        {
            return await ToEndAsync(reader, most, tooLarge, ct);
        }
        catch (IOException fault)
        {
            // The server's own limits, broken chunks, or a visitor who has gone.
            return ([], (fault as BadHttpRequestException)?.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => tooLarge,
                StatusCodes.Status408RequestTimeout => BodyFault.TooSlow,
                _ => BodyFault.CutOff,
            });
        }
    }

    private static async Task<(byte[] Body, FormBody? Fault)> ToEndAsync(PipeReader reader, int most, FormBody tooLarge, CancellationToken ct)
    {
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var fault = read.IsCanceled ? BodyFault.TooSlow : read.Buffer.Length > most ? tooLarge : null;
            if (fault is not null || read.IsCompleted)
            {
                var body = fault is null ? read.Buffer.ToArray() : [];
                reader.AdvanceTo(read.Buffer.End);
                return (body, fault);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsMultipart(string? contentType) => Wish.Essence(contentType).Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static async Task<FormBody> ParseAsync(byte[] body, string? contentType, CancellationToken ct)
    {
        if (body.Length == 0)
            return Nothing;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return UnknownType;
        if (BodyCharset.FaultOf(type) is { } fault)
            return fault;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/x-www-form-urlencoded" => UrlEncodedBody.Parse(body),
            "multipart/form-data" => await MultipartBody.ParseAsync(body, type, ct),
            _ when AnswerFormats.IsJson(type.MediaType.AsSpan()) => JsonBody.Parse(body),
            _ => UnknownType,
        };
    }
}
