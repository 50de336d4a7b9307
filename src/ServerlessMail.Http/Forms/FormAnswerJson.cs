using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ServerlessMail.Http.Forms;

/// <summary>Success as Formspree's clients (<c>next</c> is a text) and Web3Forms' (<c>success</c> and <c>message</c>) read it.</summary>
internal sealed record TakenAnswer(bool Ok, string Next, bool Success, string Message, string Id);

/// <summary>Failure as Formspree's clients read it: <c>errors</c> is never empty, and every one has a message.</summary>
internal sealed record FailedAnswer(bool Ok, bool Success, string Message, string Error, ImmutableArray<FailedField> Errors);

internal sealed record FailedField(string Code, string? Field, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TakenAnswer))]
[JsonSerializable(typeof(FailedAnswer))]
internal sealed partial class FormAnswerJson : JsonSerializerContext;
