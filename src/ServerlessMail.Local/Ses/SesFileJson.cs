using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SesSimulatorCredentials))]
internal sealed partial class SesFileJson : JsonSerializerContext;
