using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Local.Ses.Signing;

/// <summary>
/// Checks Signature Version 4 from AWS's published description alone, so that a fault in the signing of a client shows here and not in
/// production. Any region is accepted: it is the caller's choice.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</remarks>
internal sealed class CheckSignature(SesSimulatorCredentials credentials, TimeProvider time, string service = "ses")
{
    /// <summary>How far a request's date may be from now, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string DateHeader = "x-amz-date";
    private const string HashHeader = "x-amz-content-sha256";
    private const int HashLength = 64;

    /// <summary>
    /// Checks everything that does not need the body: the form, the key, the date, and where the request names its body's hash, as AWS's own
    /// clients do, the signature too. Nobody without the key makes us read 42 MB.
    /// </summary>
    public Authorization Authorize(SignedRequest request)
    {
        if (!request.Headers.TryGetValue("authorization", out var text) || text.Length == 0)
            return new Authorization.Refused(SesError.MissingToken());
        if (!AuthorizationHeader.TryParse(text, out var header))
            return new Authorization.Refused(SesError.IncompleteSignature("Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters."));
        if (Unsigned(request, header) is { } unsigned)
            return new Authorization.Refused(SesError.InvalidSignature($"'{unsigned}' must be a 'SignedHeader' in the AWS Authorization."));
        if (!request.Headers.TryGetValue(DateHeader, out var date)
            || !DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return new Authorization.Refused(SesError.IncompleteSignature("Authorization header requires existence of a valid 'X-Amz-Date' header."));
        var claimed = new Authorization.Claimed(request, header, date);
        return Fault(claimed, at) is { } fault ? new Authorization.Refused(fault) : claimed;
    }

    /// <summary>Checks the signature with the body that came; null for a request that is signed as it should be.</summary>
    public SesError? Fault(Authorization.Claimed claimed, ReadOnlySpan<byte> body) => Mismatch(claimed, Convert.ToHexStringLower(SHA256.HashData(body)));

    private SesError? Fault(Authorization.Claimed claimed, DateTimeOffset at)
    {
        var (request, header, date) = claimed;
        if (header.Service != service)
            return SesError.InvalidSignature($"Credential should be scoped to correct service: '{service}'.");
        if (header.Date != date[..8])
            return SesError.InvalidSignature($"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{header.Date}' != '{date[..8]}'.");
        if (header.AccessKeyId != credentials.AccessKeyId || request.Headers.ContainsKey("x-amz-security-token"))
            return SesError.UnknownKey();
        if (Untimely(at) is { } untimely)
            return untimely;
        return request.Headers.TryGetValue(HashHeader, out var named) && named.Length == HashLength ? Mismatch(claimed, named) : null;
    }

    private SesError? Mismatch(Authorization.Claimed claimed, string bodyHash) => Matches(claimed.Header.Signature, Sign(claimed, bodyHash)) ? null : SesError.InvalidSignature(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");

    /// <summary>The signature that a request should bear.</summary>
    private string Sign(Authorization.Claimed claimed, string bodyHash)
    {
        var (request, header, date) = claimed;
        var canonical = CanonicalRequest.Of(request, header.SignedHeaders, bodyHash);
        var toSign = $"{AuthorizationHeader.Algorithm}\n{date}\n{header.Scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{credentials.SecretAccessKey}");
        foreach (var step in (ReadOnlySpan<string>)[header.Date, header.Region, header.Service, AuthorizationHeader.Terminator])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    /// <summary>A header that should be covered and is not: the host and everything of AWS's own must be, and what is named must be there.</summary>
    private static string? Unsigned(SignedRequest request, AuthorizationHeader header) =>
        header.SignedHeaders.FirstOrDefault(name => !request.Headers.ContainsKey(name))
        ?? request.Headers.Keys
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .FirstOrDefault(name => !header.SignedHeaders.Contains(name, StringComparer.Ordinal));

    private static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private SesError? Untimely(DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        if (at < now - Window)
            return SesError.InvalidSignature($"Signature expired: {Text(at)} is now earlier than {Text(now - Window)} ({Text(now)} - 5 min.)");
        return at > now + Window
            ? SesError.InvalidSignature($"Signature not yet current: {Text(at)} is still later than {Text(now + Window)} ({Text(now)} + 5 min.)")
            : null;

        static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
    }
}
