using CsCheck;
using ServerlessMail.Http.Forms;

namespace ServerlessMail.Http.Tests.Forms;

public class AnswerFormatsTests
{
    private const string Urlencoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data; boundary=x";
    private const string JsonType = "application/json; charset=utf-8";
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Theory]
    [InlineData(Browser, Urlencoded)]
    [InlineData(Browser, Multipart)]
    [InlineData(Browser, JsonType)]
    [InlineData("", Urlencoded)]
    [InlineData("", Multipart)]
    [InlineData("*/*", Multipart)]
    [InlineData("text/*", JsonType)]
    [InlineData("application/json;q=0.1, text/html;q=0.2", JsonType)]
    [InlineData("application/json;q=0, */*", Urlencoded)]
    [InlineData("application/json;q=0, */*", JsonType)]
    [InlineData("application/json, text/html", Urlencoded)]
    [InlineData("image/png", Urlencoded)]
    public void A_browser_gets_a_page(string accept, string type) => Assert.Equal(AnswerFormat.Html, AnswerFormats.Of("", accept, type));

    [Theory]
    [InlineData("application/json", Urlencoded)]
    [InlineData("application/json", Multipart)]
    [InlineData("Application/JSON", Multipart)]
    [InlineData("application/*", Multipart)]
    [InlineData("application/json, */*", Urlencoded)]
    [InlineData("application/json, text/plain, */*", Urlencoded)]
    [InlineData("text/html;q=0.9, application/json", Urlencoded)]
    [InlineData("text/html ; q=0.2 , application/json ; q=0.3", Urlencoded)]
    [InlineData("text/html;q=0, */*", Urlencoded)]
    [InlineData("text/*;q=0.5, application/json;q=0.6", Urlencoded)]
    [InlineData("application/json;q=0.5, text/html;level=1;q=0.4", Urlencoded)]
    [InlineData("", JsonType)]
    [InlineData("*/*", JsonType)]
    [InlineData("application/json, text/html", JsonType)]
    [InlineData("", "application/ld+json")]
    [InlineData("", "text/json")]
    public void A_program_gets_JSON(string accept, string type) => Assert.Equal(AnswerFormat.Json, AnswerFormats.Of("", accept, type));

    [Theory]
    [InlineData("XMLHttpRequest", true)]
    [InlineData("xmlhttprequest", true)]
    [InlineData("com.example.app", false)]
    public void Requested_with_XMLHttpRequest_beats_everything(string requestedWith, bool json) =>
        Assert.Equal(json ? AnswerFormat.Json : AnswerFormat.Html, AnswerFormats.Of(requestedWith, Browser, Urlencoded));

    [Theory]
    [InlineData("application/json;q=high, text/html;q=0.9")]
    [InlineData("application/json;q=, text/html;q=0.9")]
    [InlineData("application/json;q=7, text/html;q=0.9")]
    [InlineData("application/json;q=-1, text/html;q=0.9")]
    [InlineData("application/json;q=NaN, text/html;q=0.9")]
    public void A_weight_that_cannot_be_read_counts_as_one(string accept) => Assert.Equal(AnswerFormat.Json, AnswerFormats.Of("", accept, Urlencoded));

    [Fact]
    public void A_missing_type_is_a_plain_form() => Assert.Equal(AnswerFormat.Html, AnswerFormats.Of("", "", null));

    /// <summary>Whoever names one of the two and not the other, nor any wildcard, is never given the other.</summary>
    [Fact]
    public void Who_asks_for_one_alone_gets_it() => Gen.Select(Gen.Bool, Noise.Array[0, 4], Noise.Array[0, 4], Gen.Int[1, 1000]).Sample((json, before, after, q) =>
    {
        var wanted = (json ? "application/json" : "text/html") + $";q={q / 1000.0:0.000}";
        var accept = string.Join(", ", [.. before, wanted, .. after]);

        return AnswerFormats.Of("", accept, json ? Urlencoded : JsonType) == (json ? AnswerFormat.Json : AnswerFormat.Html);
    });

    [Fact]
    public void The_heavier_of_the_two_wins() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000]).Where(q => q.Item1 != q.Item2).Sample(q =>
        AnswerFormats.Of("", $"application/json;q={q.Item1 / 1000.0:0.000},text/html;q={q.Item2 / 1000.0:0.000}", Urlencoded)
            == (q.Item1 > q.Item2 ? AnswerFormat.Json : AnswerFormat.Html));

    [Fact]
    public void No_header_crashes_it() => Gen.Select(Gen.String, Gen.String[Gen.Char["*/,;=q.01+jsonhtmltextapplication "], 0, 40], Gen.String.Null()).Sample(
        (requestedWith, accept, type) => Enum.IsDefined(AnswerFormats.Of(requestedWith, accept, type)));

    private static readonly string[] Others = ["image/png", "text/plain;q=0.9", "application/xml", ";", "", "a/b;q=1;c=\"d\"", "text", "/"];

    private static Gen<string> Noise => Gen.Int[0, Others.Length - 1].Select(i => Others[i]);
}
