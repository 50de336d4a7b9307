using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The columns of <c>ses_mail</c> that hold JSON.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class MailColumns : JsonSerializerContext
{
    /// <summary>Letters, signs and all are written as they are, so that a search in a column finds them.</summary>
    public static MailColumns Legible { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
