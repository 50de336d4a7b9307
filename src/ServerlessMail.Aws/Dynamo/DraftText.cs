using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessMail.Core;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// A draft as it is stored: JSON in UTF-8 without escapes that only HTML would need, and in gzip where it has an item of its own, since control
/// characters alone could blow up a submission of 256 KB beyond the 400 KB that an item may have.
/// </summary>
internal static class DraftText
{
    /// <summary>How many bytes of JSON go into the head.</summary>
    public const int MaxInline = 700;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Json(MailDraft draft)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            JsonSerializer.Serialize(writer, draft, CoreJson.Default.MailDraft);
        return stream.ToArray();
    }

    public static byte[] Pack(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(json);
        return packed.ToArray();
    }

    public static string Inline(byte[] json) => Encoding.UTF8.GetString(json);

    public static MailDraft ReadInline(string json) => JsonSerializer.Deserialize(json, CoreJson.Default.MailDraft) ?? throw Empty();

    public static MailDraft ReadPacked(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, CoreJson.Default.MailDraft) ?? throw Empty();
    }

    private static JsonException Empty() => new("A message's draft is null.");
}
