using System.Text.Json.Serialization;
using ServerlessMail.Cli.Explain;

namespace ServerlessMail.Cli.Commands;

/// <summary>What commands write with <c>--json</c>. Part of the program's interface: add members, never rename them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FailureJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(ControlJson))]
[JsonSerializable(typeof(PausedJson))]
[JsonSerializable(typeof(ResumedJson))]
[JsonSerializable(typeof(SenderJson))]
[JsonSerializable(typeof(IReadOnlyList<SenderJson>))]
[JsonSerializable(typeof(RemovedJson))]
[JsonSerializable(typeof(AppliedJson))]
[JsonSerializable(typeof(IReadOnlyList<FormJson>))]
[JsonSerializable(typeof(FormJson))]
[JsonSerializable(typeof(FileWrittenJson))]
[JsonSerializable(typeof(ExplainedJson))]
[JsonSerializable(typeof(IReadOnlyList<MessageJson>))]
[JsonSerializable(typeof(MessageJson))]
[JsonSerializable(typeof(IReadOnlyList<HeldJson>))]
[JsonSerializable(typeof(DecidedJson))]
[JsonSerializable(typeof(RedriveJson))]
[JsonSerializable(typeof(IReadOnlyList<ErasedJson>))]
[JsonSerializable(typeof(VerifiedJson))]
[JsonSerializable(typeof(IReadOnlyList<ActJson>))]
internal sealed partial class AnswerJson : JsonSerializerContext;
