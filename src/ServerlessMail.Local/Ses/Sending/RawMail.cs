using MimeKit;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>A mail that the caller composed.</summary>
internal static class RawMail
{
    /// <summary>40 MB, counted in base64.</summary>
    public const int MaxEncodedSize = 40 * 1024 * 1024;

    public static SesError? Read(RawBody raw, out MimeMessage message)
    {
        message = new MimeMessage();
        if (raw.Data is not { Length: > 0 } data)
            return SesError.BadRequest("Raw.Data is required.");
        if ((data.Length + 2L) / 3 * 4 > MaxEncodedSize)
            return TooLong(data.Length);
        try
        {
            using var source = new MemoryStream(data, writable: false);
            message = MimeMessage.Load(source);
        }
        catch (FormatException)
        {
            return SesError.BadRequest("The message cannot be parsed.");
        }

        return null;
    }

    public static SesError TooLong(long length) => SesError.BadRequest($"Message length is more than {MaxEncodedSize} bytes long in base64: '{length}'.");
}
