using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses.Account;

/// <summary>In capitals, as SES writes it.</summary>
internal sealed class EnforcementStatusJson() : JsonStringEnumConverter<EnforcementStatus>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false);
