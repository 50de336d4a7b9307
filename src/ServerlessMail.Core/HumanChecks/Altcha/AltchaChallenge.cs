using System.Text.Json.Serialization;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>The work that a browser is set: to find the number below <paramref name="MaxNumber"/> which hashes, after the salt, to the challenge.</summary>
/// <param name="Algorithm">Always <c>SHA-256</c>.</param>
/// <param name="Challenge">The hash that must come out, in hexadecimal.</param>
/// <param name="MaxNumber">The number is at most that; on average half of it is tried.</param>
/// <param name="Salt">What is hashed before the number: <see cref="AltchaSalt"/>.</param>
/// <param name="Signature">By which this service knows its own challenge again.</param>
/// <remarks>Version 1 of ALTCHA's proof of work, which every version of its widget solves, and <c>altcha-lib/v1</c> checks.</remarks>
public sealed record AltchaChallenge(string Algorithm, string Challenge, [property: JsonPropertyName("maxnumber")] int MaxNumber, string Salt, string Signature);
