using MimeKit;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>The headers that a caller adds to a simple mail.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html</remarks>
internal static class ExtraHeaders
{
    private const int MaxHeaders = 15;
    private const int MaxName = 126;
    private const int MaxValue = 870;

    /// <summary>What the request has fields for, and what SES writes itself.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Bcc", "Cc", "Content-Disposition", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "Message-ID", "MIME-Version",
        "Reply-To", "Return-Path", "Sender", "Subject", "To",
    };

    public static SesError? Add(MimeMessage message, List<NameAndValue?>? headers)
    {
        if (headers?.Count > MaxHeaders)
            return SesError.BadRequest($"A message may have at most {MaxHeaders} headers.");
        foreach (var header in headers ?? [])
        {
            if (header?.Name is not { Length: > 0 and <= MaxName } name || !name.All(c => c is > ' ' and <= '~' and not ':'))
                return SesError.BadRequest($"A header name may contain printable ASCII characters but no colon, 1 to {MaxName} of them.");
            if (header.Value is not { Length: > 0 and <= MaxValue } value || !value.All(c => c is >= ' ' and <= '~'))
                return SesError.BadRequest($"A header value may contain printable ASCII characters, 1 to {MaxValue} of them.");
            if (Reserved.Contains(name))
                return SesError.BadRequest($"Header '{name}' is not allowed.");
            message.Headers.Add(name, value);
        }

        return null;
    }
}
