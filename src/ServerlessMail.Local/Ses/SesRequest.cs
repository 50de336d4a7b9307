using System.Text.Json.Serialization;

namespace ServerlessMail.Local.Ses;

/// <summary>The body of SendEmail, as far as the simulator follows it.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html</remarks>
internal sealed record SesRequest(
    string? FromEmailAddress,
    SesDestination? Destination,
    IReadOnlyList<string>? ReplyToAddresses,
    SesContent? Content,
    IReadOnlyList<SesPair>? EmailTags,
    string? ConfigurationSetName);

internal sealed record SesDestination(IReadOnlyList<string>? ToAddresses, IReadOnlyList<string>? CcAddresses, IReadOnlyList<string>? BccAddresses);

internal sealed record SesContent(SesSimple? Simple, SesRaw? Raw);

internal sealed record SesRaw(byte[]? Data);

internal sealed record SesSimple(SesText? Subject, SesBody? Body, IReadOnlyList<SesPair>? Headers, IReadOnlyList<SesAttachment>? Attachments);

internal sealed record SesBody(SesText? Text, SesText? Html);

internal sealed record SesText(string? Data);

internal sealed record SesPair(string? Name, string? Value);

internal sealed record SesAttachment(byte[]? RawContent, string? FileName, string? ContentType);

internal sealed record SesNewIdentity(string? EmailIdentity);

[JsonSerializable(typeof(SesRequest))]
[JsonSerializable(typeof(SesNewIdentity))]
internal sealed partial class SesRequestJson : JsonSerializerContext;
