using CsCheck;
using ServerlessMail.Core.Mail;

namespace ServerlessMail.Core.Tests.Mail;

public class HeaderTextTests
{
    private static readonly Gen<string> Nasty = Gen.OneOf(
        Gen.String,
        Gen.Char["\r\n\0\t \u0085\u2028\u2029\u007f\ud800\udc00abcdef\u00e9:<>"].Array[0, 600].Select(chars => new string(chars)));

    [Fact]
    public void A_subject_is_one_bounded_line_whatever_it_was_made_of() => Nasty.Sample(text =>
    {
        var subject = HeaderText.Subject(text);
        Assert.False(HeaderText.BreaksLine(subject));
        Assert.True(subject.Length <= HeaderText.MaxSubject);
        Assert.Equal(subject.Trim(), subject);
        Assert.Equal(subject, HeaderText.Subject(subject));
    });

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    public void Whatever_breaks_a_line_is_seen(string text) => Assert.True(HeaderText.BreaksLine(text));

    [Fact]
    public void A_plain_text_is_left_alone() => Assert.Equal("Gr\u00fc\u00dfe \ud83d\ude00", HeaderText.Subject("Gr\u00fc\u00dfe \ud83d\ude00"));

    [Fact]
    public void Half_a_surrogate_pair_is_seen() => Assert.True(HeaderText.BreaksLine(new string(['a', (char)0xd800, 'b'])));
}
