using System.Text.Json.Serialization;
using ServerlessMail.Core.Account;
using ServerlessMail.Core.Audit;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Mail;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Core.Senders;

namespace ServerlessMail.Core;

/// <summary>The stored JSON of the domain's records, by generated code. Names are camel case; enums are their names in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Form))]
[JsonSerializable(typeof(MailDraft))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(IReadOnlyList<TrailEvent>))]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(Sender))]
[JsonSerializable(typeof(RefusalCount))]
[JsonSerializable(typeof(OperatorAct))]
public sealed partial class CoreJson : JsonSerializerContext;
