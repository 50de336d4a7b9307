using System.Text;
using System.Text.Unicode;

namespace ServerlessMail.Http.Forms;

/// <summary>Reads <c>application/x-www-form-urlencoded</c>, strictly UTF-8.</summary>
/// <remarks>WHATWG URL standard §5.1: <c>+</c> is a blank, a percent sign without two hexadecimal digits is itself.</remarks>
internal static class UrlEncodedBody
{
    public static FormBody Parse(ReadOnlySpan<byte> body)
    {
        var fields = new FieldList();
        var decoded = new byte[body.Length];
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=') is >= 0 and var at ? at : pair.Length;
            var rest = equals < pair.Length ? pair[(equals + 1)..] : [];
            if (!TryDecode(pair[..equals], decoded, out var name) || !TryDecode(rest, decoded, out var value))
                return BodyFault.NotUtf8;
            if (!fields.TryAdd(name, value))
                break;
        }

        return fields.Body;
    }

    private static bool TryDecode(ReadOnlySpan<byte> encoded, Span<byte> decoded, out string text)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var b = encoded[i];
            if (b == '+')
                b = (byte)' ';
            else if (b == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit((char)encoded[i + 1]) && char.IsAsciiHexDigit((char)encoded[i + 2]))
                b = (byte)((Digit(encoded[++i]) << 4) | Digit(encoded[++i]));
            decoded[length++] = b;
        }

        var valid = Utf8.IsValid(decoded[..length]);
        text = valid ? Encoding.UTF8.GetString(decoded[..length]) : "";
        return valid;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
