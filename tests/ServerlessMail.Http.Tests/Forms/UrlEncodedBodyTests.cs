using System.Net;
using System.Text;
using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

public class UrlEncodedBodyTests
{
    [Fact]
    public void Fields_are_decoded_and_keep_their_order() => Assert.Equal(
        [("name", "Ada Lovelace"), ("choice", "a"), ("mail", "x@y.example"), ("choice", "b"), ("größe", "1 € & 2 = 3")],
        Parse("name=Ada+Lovelace&choice=a&mail=x%40y.example&choice=b&gr%C3%B6%c3%9fe=1+%E2%82%AC+%26+2+=+3").Fields());

    [Theory]
    [InlineData("", "")]
    [InlineData("&&&", "")]
    [InlineData("=value", "")]
    [InlineData("a", "a:")]
    [InlineData("a=", "a:")]
    [InlineData("&a=1&&b=2&", "a:1 b:2")]
    [InlineData("a=b=c", "a:b=c")]
    [InlineData("a=%", "a:%")]
    [InlineData("a=%4", "a:%4")]
    [InlineData("a=%zz%41", "a:%zzA")]
    [InlineData("a=%2541", "a:%41")]
    [InlineData("a%3D=1", "a=:1")]
    [InlineData("a=1;b=2", "a:1;b=2")]
    public void Odd_bodies_are_read_as_browsers_do(string body, string expected) =>
        Assert.Equal(expected, string.Join(' ', Parse(body).Fields().Select(field => $"{field.Name}:{field.Value}")));

    [Theory]
    [InlineData("a=%FF")]
    [InlineData("%C3=a")]
    [InlineData("a=%ED%A0%80")]
    [InlineData("a=%C0%80")]
    public void What_is_not_UTF_8_is_malformed(string body) => Assert.Equal(RefusalReason.Malformed, Parse(body).Reason());

    [Theory]
    [InlineData("a%0D%0ABcc=1")]
    [InlineData("a%00=1")]
    [InlineData("a%E2%80%A8b=1")]
    public void A_name_of_many_lines_is_refused(string body) => Assert.Equal(RefusalReason.Invalid, Parse(body).Reason());

    [Fact]
    public void Ten_thousand_fields_are_too_many() =>
        Assert.Equal(RefusalReason.Invalid, Parse(string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"f{i}=1"))).Reason());

    [Fact]
    public void Whatever_a_browser_encodes_is_read_again() => Gen.Select(Name, Gen.String).Array[0, 20].Sample(fields =>
    {
        var body = string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Item1)}={WebUtility.UrlEncode(field.Item2)}"));

        Assert.Equal(fields.Select(field => (field.Item1, Whole(field.Item2))), Parse(body).Fields());
    });

    [Fact]
    public void No_bytes_crash_it() => Gen.OneOf(
        BodyBytes.Noise,
        BodyBytes.Mutated("name=Ada+Lovelace&email=ada%40example.org&message=H%C3%A9llo%0D%0Athere", "%", "&", "=", "+", "%00", "%0d%0a", "%FF", "%e2%80"))
        .Sample(body => UrlEncodedBody.Parse(body).IsWithinBounds());

    internal static Gen<string> Name { get; } = Gen.String[Gen.Char["abcxyzäöü_-.[]&=+% \"'<>"], 1, 30];

    /// <summary>Text as it can be encoded: half surrogate pairs become the replacement character.</summary>
    internal static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static FormBody Parse(string body) => UrlEncodedBody.Parse(Encoding.UTF8.GetBytes(body));
}
