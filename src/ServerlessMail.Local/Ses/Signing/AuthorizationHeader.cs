using System.Diagnostics.CodeAnalysis;

namespace ServerlessMail.Local.Ses.Signing;

/// <summary>
/// <c>AWS4-HMAC-SHA256 Credential=key/date/region/service/aws4_request, SignedHeaders=a;b, Signature=hex</c>, taken apart and not yet believed.
/// </summary>
internal sealed record AuthorizationHeader(string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string Terminator = "aws4_request";

    public string Scope => $"{Date}/{Region}/{Service}/{Terminator}";

    public static bool TryParse(string text, [NotNullWhen(true)] out AuthorizationHeader? header)
    {
        header = null;
        if (!text.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return false;
        string? credential = null, signed = null, signature = null;
        foreach (var part in text[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                return false;
            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential" when credential is null:
                    credential = value;
                    break;
                case "SignedHeaders" when signed is null:
                    signed = value;
                    break;
                case "Signature" when signature is null:
                    signature = value;
                    break;
                default:
                    return false;
            }
        }

        if (credential?.Split('/') is [{ Length: > 0 } key, { Length: 8 } date, { Length: > 0 } region, { Length: > 0 } service, Terminator]
            && signed is { Length: > 0 } && signature is { Length: > 0 })
            header = new AuthorizationHeader(key, date, region, service, signed.Split(';'), signature);
        return header is not null;
    }
}
