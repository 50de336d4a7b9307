using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace ServerlessMail.Core.Mail;

/// <summary>
/// One mail address, valid by construction: a dot-atom local part of at most 64 ASCII characters, <c>@</c>, and a host name of at
/// least two labels. Quoted local parts, comments, address literals and SMTPUTF8 local parts are refused, since SES or the receivers'
/// systems treat them unevenly. An international domain is kept in its ASCII form (punycode).
/// </summary>
/// <remarks>RFC 5321 §4.1.2 and §4.5.3.1 (lengths), RFC 5322 §3.4.1, RFC 5890 (domains). Domains compare without case, local parts with it.</remarks>
[JsonConverter(typeof(EmailAddressJson))]
public sealed record EmailAddress
{
    /// <summary>The longest address that fits a forward path: 254 characters.</summary>
    public const int MaxLength = 254;

    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";
    private static readonly SearchValues<char> NoHostSymbols = SearchValues.Create("@[]:/\\ ");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string localPart, string domain) => (LocalPart, Domain) = (localPart, domain);

    /// <summary>What stands before the <c>@</c>, as it was written.</summary>
    public string LocalPart { get; }

    /// <summary>The host name in lower case and in ASCII.</summary>
    public string Domain { get; }

    /// <summary>Reads an address, or throws <see cref="FormatException"/> for text that a person did not type just now.</summary>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not a mail address.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (text is null || text.Length > MaxLength || text.LastIndexOf('@') is not (> 0 and <= 64 and var at))
            return false;
        if (!IsDotAtom(text.AsSpan(0, at)) || !TryDomain(text[(at + 1)..], out var domain) || at + 1 + domain.Length > MaxLength)
            return false;
        address = new EmailAddress(text[..at], domain);
        return true;
    }

    /// <summary>Reads a host name of at least two labels into lower-case ASCII.</summary>
    public static bool TryDomain(string text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        if (text.Length is 0 or > 253 || text[^1] == '.' || !text.Contains('.', StringComparison.Ordinal) || text.AsSpan().ContainsAny(NoHostSymbols))
            return false;
        try
        {
            domain = Idn.GetAscii(text.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return false;
        }

        if (domain.Length > 253 || !domain.Split('.').All(IsLabel) || domain[(domain.LastIndexOf('.') + 1)..].All(char.IsAsciiDigit))
            domain = null;
        return domain is not null;
    }

    public override string ToString() => $"{LocalPart}@{Domain}";

    private static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        foreach (var part in text.Split('.'))
        {
            if (text[part].IsEmpty)
                return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '.' && !AtomSymbols.Contains(c, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
