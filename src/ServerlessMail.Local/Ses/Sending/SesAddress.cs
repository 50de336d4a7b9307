using MimeKit;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>Addresses as SES takes them: ASCII local parts (no SMTPUTF8), domains in punycode, display names in encoded words.</summary>
/// <remarks>https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html</remarks>
internal static class SesAddress
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>Reads one address, with or without a display name.</summary>
    public static SesError? Read(string? text, out MailboxAddress? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(text))
            return SesError.BadRequest("An email address must not be empty.");
        if (text.Any(char.IsControl))
            return SesError.BadRequest("Email address contains control characters.");
        if (!text.All(char.IsAscii))
            return SesError.BadRequest("Email address must be 7-bit ASCII: names in MIME encoded words, domains in Punycode; SMTPUTF8 local parts are not supported.");
        if (!text.Contains('@', StringComparison.Ordinal))
            return SesError.BadRequest("Missing final '@domain'");
        return MailboxAddress.TryParse(Strict, text, out address) ? Check(address) : SesError.BadRequest("Illegal address");
    }

    /// <summary>Reads all addresses of a list into a header's.</summary>
    public static SesError? Read(List<string?>? texts, InternetAddressList into)
    {
        foreach (var text in texts ?? [])
        {
            if (Read(text, out var address) is { } error)
                return error;
            into.Add(address!); // there is one where there is no error
        }

        return null;
    }

    /// <summary>What SES would not deliver to or from, although it can be parsed.</summary>
    public static SesError? Check(MailboxAddress address)
    {
        var at = address.Address.LastIndexOf('@');
        if (at < 0)
            return SesError.BadRequest("Missing final '@domain'");
        if (!address.Address.All(char.IsAscii))
            return SesError.BadRequest("Local part and domain must be 7-bit ASCII; SMTPUTF8 is not supported.");
        return address.Address.IndexOf('.', at) < 0 ? SesError.BadRequest("Domain must have a top-level domain.") : null;
    }

    /// <summary>Checks every mailbox of a header, those inside groups too.</summary>
    public static SesError? Check(InternetAddressList addresses) => addresses.Mailboxes.Select(Check).FirstOrDefault(error => error is not null);
}
