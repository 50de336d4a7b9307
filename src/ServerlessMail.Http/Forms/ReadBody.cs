using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerlessMail.Http.Forms;

/// <summary>Reads a post's body into fields: at most <see cref="MaxBytes"/>, within <see cref="HttpSettings.BodyWithin"/>, as the type says.</summary>
internal sealed class ReadBody(HttpSettings settings, TimeProvider time)
{
    /// <summary>256 KB, counted as they arrive: a missing or false length does not help.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly FormBody.Read Nothing = new([]);

    private static readonly FormBody.Unreadable UnknownType = BodyFault.Unsupported(
        "The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json.");

    public async Task<FormBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBytes)
            return BodyFault.TooLarge;
        if (request.Headers.ContentEncoding.ToString().ToLowerInvariant() is not ("" or "identity"))
            return BodyFault.Compressed;

        var (body, fault) = await BytesAsync(request.BodyReader, ct);
        return fault ?? await ParseAsync(body, request.ContentType, ct);
    }

    /// <summary>The whole body, or why there is none.</summary>
    private async Task<(byte[] Body, FormBody? Fault)> BytesAsync(PipeReader reader, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(settings.BodyWithin, time);
        // The deadline ends the pending read, not the read's token: a reader left in the middle of a read is one that the server cannot drain.
        await using var end = deadline.Token.Register(reader.CancelPendingRead);
        try
        {
            return await ToEndAsync(reader, ct);
        }
        catch (IOException fault)
        {
            // The server's own limits, broken chunks, or a visitor who has gone.
            return ([], (fault as BadHttpRequestException)?.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => BodyFault.TooLarge,
                StatusCodes.Status408RequestTimeout => BodyFault.TooSlow,
                _ => BodyFault.CutOff,
            });
        }
    }

    private static async Task<(byte[] Body, FormBody? Fault)> ToEndAsync(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var fault = read.IsCanceled ? BodyFault.TooSlow : read.Buffer.Length > MaxBytes ? BodyFault.TooLarge : null;
            if (fault is not null || read.IsCompleted)
            {
                var body = fault is null ? read.Buffer.ToArray() : [];
                reader.AdvanceTo(read.Buffer.End);
                return (body, fault);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

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
