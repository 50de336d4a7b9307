using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.Forms;

/// <summary>
/// Signs when a page was shown: <c>milliseconds.signature</c> in the field <c>_stamp</c>, bound to one form. A page without one is as good as any other: a
/// stamp only tells how long the visitor took. Thread-safe.
/// </summary>
/// <remarks>
/// Its key is derived from the one of the clients' digests, which every submission reads anyhow: a stamp costs no request. Under a label of its own
/// neither key tells anything of the other (HMAC as in HKDF-Expand, RFC 5869).
/// </remarks>
public sealed class PageStamps(ISecretStore secrets, TimeProvider time)
{
    /// <summary>How long a stamp tells when its page was shown. Older ones tell nothing: a page may stay open for days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How far the clocks of two environments may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private const int LongestStamp = 64;
    private const int SignatureBytes = 16;

    /// <summary>A stamp for a page that is shown now.</summary>
    public async Task<string> IssueAsync(FormName form, CancellationToken ct)
    {
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        var signature = Base64Url.EncodeToString(Sign(await KeyAsync(ct), form, at));
        return string.Create(CultureInfo.InvariantCulture, $"{at}.{signature}");
    }

    /// <summary>What a stamp tells; null where there is none.</summary>
    public async ValueTask<PageStamp?> ReadAsync(FormName form, string? stamp, CancellationToken ct) =>
        string.IsNullOrEmpty(stamp) ? null : Read(await KeyAsync(ct), form, stamp, time.GetUtcNow());

    private static PageStamp Read(byte[] key, FormName form, string stamp, DateTimeOffset now)
    {
        var dot = stamp.IndexOf('.', StringComparison.Ordinal);
        if (stamp.Length > LongestStamp || dot < 0 || !long.TryParse(stamp.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return new PageStamp.Forged();
        var signature = stamp.AsSpan(dot + 1);
        var told = new byte[LongestStamp];
        if (!Base64Url.IsValid(signature) || !Base64Url.TryDecodeFromChars(signature, told, out var length)
            || !CryptographicOperations.FixedTimeEquals(told.AsSpan(0, length), Sign(key, form, at)))
        {
            return new PageStamp.Forged();
        }

        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(at);
        return age <= Lifetime && age >= -Skew ? new PageStamp.Shown(age > TimeSpan.Zero ? age : TimeSpan.Zero) : new PageStamp.Expired();
    }

    private static byte[] Sign(byte[] key, FormName form, long at) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{form}\n{at}")))[..SignatureBytes];

    private async ValueTask<byte[]> KeyAsync(CancellationToken ct) => HMACSHA256.HashData((await secrets.GetOrCreateAsync(FormGate.Purpose, ct)).Span, "page-stamp"u8);
}
