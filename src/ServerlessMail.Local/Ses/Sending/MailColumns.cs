using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The columns of <c>ses_mail</c> that hold JSON.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class MailColumns : JsonSerializerContext;
