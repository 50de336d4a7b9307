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
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
            return BodyFault.Compressed;

        using var late = new CancellationTokenSource(settings.BodyWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            return await BytesAsync(request.BodyReader, either.Token) is { } body ? await ParseAsync(body, request.ContentType, ct) : BodyFault.TooLarge;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return BodyFault.TooSlow;
        }
    }

    private static async Task<byte[]?> BytesAsync(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var result = await reader.ReadAsync(ct);
            if (result.Buffer.Length > MaxBytes)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
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
