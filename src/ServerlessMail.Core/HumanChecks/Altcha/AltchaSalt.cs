using System.Globalization;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>A challenge's salt: chance, and what the challenge is good for. It is hashed with the number, and the signature covers that hash.</summary>
/// <param name="Chance">24 hexadecimal digits that nobody can foresee.</param>
/// <param name="Expires">Until when it is good, in seconds since 1970; widgets read it too.</param>
/// <param name="Form">For which form.</param>
/// <remarks>
/// The ampersand at its end keeps the number's digits from being moved into the salt, which would hash to the same: only what <see cref="ToString"/>
/// writes is read back.
/// </remarks>
public sealed record AltchaSalt(string Chance, long Expires, FormName Form)
{
    /// <summary>Bytes of chance.</summary>
    public const int ChanceBytes = 12;

    private const string Until = "?expires=";
    private const string For = "&form=";
    private const int MostDigits = 11;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Chance}{Until}{Expires}{For}{Form}&");

    /// <summary>Reads what <see cref="ToString"/> wrote, and nothing else; null for anything else.</summary>
    public static AltchaSalt? Parse(string text)
    {
        const int until = ChanceBytes * 2;
        if (text.Length < until + Until.Length || !text.AsSpan(until).StartsWith(Until, StringComparison.Ordinal))
            return null;
        var rest = text.AsSpan(until + Until.Length);
        var end = rest.IndexOf(For, StringComparison.Ordinal);
        if (end is < 1 or > MostDigits || !long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
            return null;
        rest = rest[(end + For.Length)..];
        if (rest.IsEmpty || rest[^1] != '&' || rest.Length > FormName.MaxLength + 1 || !FormName.TryParse(rest[..^1].ToString(), out var form))
            return null;
        var salt = new AltchaSalt(text[..until], expires, form);
        return salt.Chance.All(char.IsAsciiHexDigitLower) && salt.ToString() == text ? salt : null;
    }
}
