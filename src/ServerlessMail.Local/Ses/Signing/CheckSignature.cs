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

    /// <summary>Null for a request that is signed as it should be; the region comes from the credential's scope.</summary>
    public SesError? Fault(SignedRequest request, out string region)
    {
        region = "";
        if (!request.Headers.TryGetValue("authorization", out var text) || text.Length == 0)
            return SesError.MissingToken();
        if (!AuthorizationHeader.TryParse(text, out var header))
            return SesError.IncompleteSignature("Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.");
        region = header.Region;
        if (Unsigned(request, header) is { } unsigned)
            return SesError.InvalidSignature($"'{unsigned}' must be a 'SignedHeader' in the AWS Authorization.");
        if (!request.Headers.TryGetValue(DateHeader, out var date)
            || !DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return SesError.IncompleteSignature("Authorization header requires existence of a valid 'X-Amz-Date' header.");
        if (header.Service != service)
            return SesError.InvalidSignature($"Credential should be scoped to correct service: '{service}'.");
        if (header.Date != date[..8])
            return SesError.InvalidSignature($"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{header.Date}' != '{date[..8]}'.");
        if (header.AccessKeyId != credentials.AccessKeyId || request.Headers.ContainsKey("x-amz-security-token"))
            return SesError.UnknownKey();
        if (!Matches(header.Signature, Sign(request, header, date)))
            return SesError.InvalidSignature("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
        return Untimely(at);
    }

    /// <summary>The signature that a request should bear.</summary>
    public string Sign(SignedRequest request, AuthorizationHeader header, string date)
    {
        var canonical = CanonicalRequest.Of(request, header.SignedHeaders);
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
