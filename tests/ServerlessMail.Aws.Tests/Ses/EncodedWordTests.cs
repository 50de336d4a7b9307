using System.Text;
using CsCheck;
using ServerlessMail.Aws.Ses;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Aws.Tests.Ses;

public sealed class EncodedWordTests
{
    [Theory]
    [InlineData("forms@example.com", "forms@example.com")]
    [InlineData("Forms <forms@example.com>", "\"Forms\" <forms@example.com>")]
    [InlineData("Doe, Jane (Sales) <forms@example.com>", "\"Doe, Jane (Sales)\" <forms@example.com>")]
    [InlineData("Zoë <forms@example.com>", "=?utf-8?B?Wm/Dqw==?= <forms@example.com>")]
    [InlineData("=?utf-8?B?Zm9v?= <forms@example.com>", "\"=?utf-8?B?Zm9v?=\" <forms@example.com>")]
    public void A_name_is_quoted_or_encoded(string mailbox, string expected) => Assert.Equal(expected, EncodedWord.Of(Mailbox.Parse(mailbox)));

    [Fact]
    public void Any_name_is_one_line_of_ASCII_in_bounded_words_and_reads_back_as_it_was() =>
        Gen.String[Gen.Char, 1, 100].Sample(name =>
        {
            if (!Mailbox.TryParse($"{name} <forms@example.com>", out var mailbox) || mailbox.Name is null || mailbox.Name.All(char.IsAscii))
                return;
            var written = EncodedWord.Of(mailbox);

            Assert.All(written, c => Assert.InRange(c, ' ', '~'));
            var words = written[..^" <forms@example.com>".Length].Split(' ');
            Assert.All(words, word => Assert.True(word.Length <= 75));
            Assert.Equal(Wellformed(mailbox.Name), string.Concat(words.Select(Decode)));
        });

    private static string Decode(string word) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^2]));

    /// <summary>Half a surrogate pair has no UTF-8: it is replaced.</summary>
    private static string Wellformed(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}
