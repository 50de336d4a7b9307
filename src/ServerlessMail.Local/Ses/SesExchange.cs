using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ServerlessMail.Local.Ses;

/// <summary>One signed call: its body and the region that it was signed for.</summary>
internal sealed record SesExchange(HttpContext Context, ReadOnlyMemory<byte> Body, string Region)
{
    public CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Reads the body; null if it is not the JSON of the operation.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task AnswerAsync(Action<Utf8JsonWriter> write) => WriteAsync(Context, StatusCodes.Status200OK, write);

    public Task RefuseAsync(SesError error) => RefuseAsync(Context, error);

    /// <summary>An error as rest-json has it: the type in a header, the text in the body.</summary>
    public static Task RefuseAsync(HttpContext context, SesError error)
    {
        context.Response.Headers["x-amzn-ErrorType"] = error.Type;
        return WriteAsync(context, error.Status, json => json.WriteString("message", error.Message));
    }

    private static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
