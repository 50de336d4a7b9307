using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Http.Forms.Corrections;

/// <summary>
/// Writes a way back so that it can travel through a visitor's browser: it can be read there, but neither changed nor made. Thread-safe.
/// </summary>
/// <remarks>
/// HMAC-SHA-256 with a key of its own. Whoever posts a form may get one for the origin that he names, so it is heeded only on posts that come from our own
/// page, and the origin in it is judged again. Throws what the store of keys throws.
/// </remarks>
internal sealed class WayBackSeal(ISecretStore secrets, TimeProvider time)
{
    /// <summary>Its key's purpose in the store of keys.</summary>
    public const string Purpose = "way-back";

    /// <summary>The longest address of a page that is written down, in characters; of a longer one only its site is.</summary>
    private const int LongestPage = 1000;

    private const int LongestText = 4000;

    /// <summary>How long a visitor may take to correct a form.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public async Task<string> SealAsync(WayBack way, CancellationToken ct)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var page = way.Page is not { } known ? "" : known.AbsoluteUri.Length <= LongestPage ? known.AbsoluteUri : FormOrigins.OriginOf(known) + "/";
        var text = Encoding.UTF8.GetBytes($"{until}\n{way.Form}\n{way.Origin}\n{page}");
        return Base64Url.EncodeToString([.. await MacAsync(text, ct), .. text]);
    }

    /// <summary>Reads a way back; null for what this service did not write, or too long ago.</summary>
    public async Task<WayBack?> OpenAsync(string? sealedText, CancellationToken ct)
    {
        // The decoder passes over white space, which has no place in the header that this may come to stand in.
        if (sealedText is not { Length: > 0 and <= LongestText } || !sealedText.All(IsWritten) || !Base64Url.IsValid(sealedText))
            return null;
        var bytes = Base64Url.DecodeFromChars(sealedText);
        if (bytes.Length < HMACSHA256.HashSizeInBytes)
            return null;
        var text = bytes[HMACSHA256.HashSizeInBytes..];
        var mac = await MacAsync(text, ct);
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, mac.Length), mac))
            return null;
        return Encoding.UTF8.GetString(text).Split('\n') is [var until, var form, var origin, var page]
            && long.TryParse(until, CultureInfo.InvariantCulture, out var seconds) && seconds > time.GetUtcNow().ToUnixTimeSeconds()
            && FormName.TryParse(form, out var name)
            ? new WayBack(name, origin.Length == 0 ? null : origin, FormOrigins.TryPage(page, out var known) ? known : null)
            : null;
    }

    private static bool IsWritten(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private async Task<byte[]> MacAsync(byte[] text, CancellationToken ct) => HMACSHA256.HashData((await secrets.GetOrCreateAsync(Purpose, ct)).Span, text);
}
