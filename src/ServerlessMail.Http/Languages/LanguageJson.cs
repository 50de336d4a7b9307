using System.Text.Json.Serialization;

namespace ServerlessMail.Http.Languages;

/// <summary>How a language's file is read: one JSON object of texts.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LanguageJson : JsonSerializerContext;
