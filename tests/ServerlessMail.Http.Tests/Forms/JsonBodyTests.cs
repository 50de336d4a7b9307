using System.Text;
using System.Text.Json;
using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

public class JsonBodyTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData(" { \"a\" : \"b\" } \r\n", "a:b")]
    [InlineData("""{"a":1,"b":-1.50,"c":1e400,"d":true,"e":false,"f":null}""", "a:1 b:-1.50 c:1e400 d:true e:false f:")]
    [InlineData("""{"choice":["a","b",3]}""", "choice:a choice:b choice:3")]
    [InlineData("""{"a":"1","a":"2"}""", "a:1 a:2")]
    [InlineData("""{"address":{"city":"Bern","geo":{"lat":1}}}""", "address.city:Bern address.geo.lat:1")]
    [InlineData("""{"items":[{"name":"x"},["y"],"z"]}""", "items[0].name:x items[1]:y items:z")]
    [InlineData("""{"a":{},"b":[]}""", "")]
    [InlineData("""{"":"x"}""", "")]
    [InlineData("\uFEFF{\"a\":\"mark\"}", "a:mark")]
    [InlineData("""{"\u0061\u00e4":"\ud83d\ude42"}""", "aä:🙂")]
    public void Members_become_fields(string body, string expected) =>
        Assert.Equal(expected, string.Join(' ', Parse(body).Fields().Select(field => $"{field.Name}:{field.Value}")));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1} {}")]
    [InlineData("{\"a\":1} // note")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("name=Ada")]
    [InlineData("\0")]
    public void What_is_no_JSON_object_is_malformed(string body) => Assert.Equal(RefusalReason.Malformed, Parse(body).Reason());

    [Fact]
    public void The_place_of_a_fault_is_told() =>
        Assert.Equal("The body is not valid JSON (line 2, byte 6).", Parse("{\n\"a\": x}").Refusal().Faults[0].Message);

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 })]
    public void What_is_not_UTF_8_is_malformed(byte[] body) => Assert.Contains("UTF-8", JsonBody.Parse(body).Refusal().Faults[0].Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(100_000, false)]
    public void Depth_has_a_bound(int depth, bool taken)
    {
        var objects = Parse($"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}");
        var arrays = Parse($"{{\"a\":{new string('[', depth - 1)}1{new string(']', depth - 1)}}}");

        Assert.Equal((taken, taken), (objects is FormBody.Read, arrays is FormBody.Read));
        if (!taken)
            Assert.Equal(("The body is nested too deeply: at most 16 levels are read.", RefusalReason.Malformed), (objects.Refusal().Faults[0].Message, arrays.Reason()));
    }

    [Fact]
    public void Ten_thousand_fields_are_too_many()
    {
        Assert.Equal(RefusalReason.Invalid, Parse($"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"f{i}\":1"))}}}").Reason());
        Assert.Equal(RefusalReason.Invalid, Parse($"{{\"a\":[{string.Join(',', Enumerable.Repeat("1", 10_000))}]}}").Reason());
    }

    [Theory]
    [InlineData("{\"a\\r\\nBcc\":1}")]
    [InlineData("{\"a\\u0000\":1}")]
    [InlineData("{\"a\":{\"b\\nc\":{\"d\":1}}}")]
    public void A_name_of_many_lines_is_refused(string body) => Assert.Equal(RefusalReason.Invalid, Parse(body).Reason());

    [Fact]
    public void A_path_that_grows_too_long_is_refused()
    {
        var name = new string('a', 150);

        Assert.Equal(RefusalReason.Invalid, Parse($"{{\"{name}\":{{\"{name}\":{{}}}}}}").Reason());
    }

    [Fact]
    public void Texts_are_read_as_they_were_written() => Gen.Select(UrlEncodedBodyTests.Name, Gen.String).Array[0, 20].Sample(fields =>
    {
        var members = fields.Select(field => $"{JsonSerializer.Serialize(field.Item1)}:{JsonSerializer.Serialize(UrlEncodedBodyTests.Whole(field.Item2))}");

        Assert.Equal(fields.Select(field => (field.Item1, UrlEncodedBodyTests.Whole(field.Item2))), Parse($"{{{string.Join(',', members)}}}").Fields());
    });

    [Fact]
    public void No_bytes_crash_it() => Gen.OneOf(
        BodyBytes.Noise,
        BodyBytes.Mutated(
            """{"name":"Ada","list":[1,true,null,{"x":"\u00e9"}],"deep":{"er":{"est":-1.5e3}}}""",
            "{", "}", "[", "]", "\"", "\\", ",", ":", "\\ud800", "\\u0000", "\n", "{\"a\":", "[[[[[[[["))
        .Sample(body => JsonBody.Parse(body).IsWithinBounds());

    private static FormBody Parse(string body) => JsonBody.Parse(Encoding.UTF8.GetBytes(body));
}
