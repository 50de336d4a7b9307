using ServerlessMail.Core.Mail;

namespace ServerlessMail.Aws.Ses;

/// <summary>A mailbox as an address header wants it: a display name of more than plain ASCII becomes encoded words.</summary>
/// <remarks>RFC 2047 §2 and §5 (B encoding, words of at most 75 characters, no character split over two), RFC 5322 §3.2.4 (quoted strings).</remarks>
internal static class EncodedWord
{
    private const int MaxBytes = 45; // 60 base64 characters; with =?utf-8?B? and ?= 72

    public static string Of(Mailbox mailbox) => mailbox.Name switch
    {
        null => mailbox.Address.ToString(),
        var name when name.All(c => c is >= ' ' and <= '~') => $"\"{name}\" <{mailbox.Address}>",
        var name => $"{string.Join(' ', Words(name))} <{mailbox.Address}>",
    };

    private static IEnumerable<string> Words(string name)
    {
        var word = new List<byte>(MaxBytes);
        var bytes = new byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > MaxBytes)
            {
                yield return Word(word);
                word.Clear();
            }

            word.AddRange(bytes.AsSpan(0, length));
        }

        yield return Word(word);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
