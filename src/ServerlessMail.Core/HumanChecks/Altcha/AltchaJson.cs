using System.Text.Json.Serialization;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>ALTCHA's JSON, apart from all else so that only forms with a captcha wait for its code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 4)]
[JsonSerializable(typeof(AltchaChallenge))]
[JsonSerializable(typeof(AltchaSolution))]
public sealed partial class AltchaJson : JsonSerializerContext;
