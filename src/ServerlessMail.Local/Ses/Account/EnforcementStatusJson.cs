using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Account;

/// <summary>In capitals, as SES writes it.</summary>
internal sealed class EnforcementStatusJson : JsonConverter<EnforcementStatus>
{
    public override EnforcementStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() switch
        {
            "HEALTHY" => EnforcementStatus.Healthy,
            "PROBATION" => EnforcementStatus.Probation,
            "SHUTDOWN" => EnforcementStatus.Shutdown,
            _ => throw new JsonException(),
        } : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, EnforcementStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString().ToUpperInvariant());
}
