using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Wire;

/// <summary>Reads the bodies of the calls, whose members are named as AWS names them.</summary>
[JsonSerializable(typeof(SendEmailBody))]
[JsonSerializable(typeof(SendingBody))]
[JsonSerializable(typeof(NewIdentityBody))]
internal sealed partial class SesWireJson : JsonSerializerContext;
