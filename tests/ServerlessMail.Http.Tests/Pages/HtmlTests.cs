using CsCheck;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Http.Tests.Pages;

public class HtmlTests
{
    [Fact]
    public void Text_stays_text_in_elements_and_attributes() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["<>&\"'`=/ \0\u2028ab-!"], 0, 30]).Sample(text =>
    {
        var whole = Forms.UrlEncodedBodyTests.Whole(text);
        var paragraph = Assert.Single(HtmlDocument.Body(Html.Of($"<p title=\"{whole}\">{whole}</p>")).Children);

        Assert.Equal(["title"], paragraph.Attributes.Select(attribute => attribute.Name));
        Assert.Empty(paragraph.Children);
    });

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("Zoë & Łukasz: 日本語")]
    public void It_reads_as_it_was_written(string text) =>
        Assert.Equal(text, HtmlDocument.Body(Html.Of($"{text}")).TextContent);

    [Theory]
    [InlineData("https://www.example.com/a?b=c&d=\"e\"", "https://www.example.com/a?b=c&amp;d=%22e%22")]
    [InlineData("mailto:ada@example.org", "mailto:ada@example.org")]
    [InlineData("/inbox", "/inbox")]
    [InlineData("javascript:alert(1)", "#")]
    [InlineData("data:text/html,<b>", "#")]
    [InlineData("file:///etc/passwd", "#")]
    public void A_link_leads_to_the_web_or_nowhere(string target, string written) =>
        Assert.Equal(written, Html.Of($"{new Uri(target, UriKind.RelativeOrAbsolute)}").ToString());

    [Fact]
    public void Markup_pieces_and_numbers_are_taken_as_they_are()
    {
        Html[] items = [Html.Of($"<li>{1}</li>"), Html.Of($"<li>{"<"}</li>"), Html.Empty];

        Assert.Equal("<ul><li>1</li><li>&lt;</li></ul>", Html.Of($"<ul>{items}{(string?)null}</ul>").ToString());
    }

    [Fact]
    public void A_style_that_could_end_its_element_is_refused() => Assert.Throws<ArgumentException>(() => new PageAsset("a::after { content: '</style>' }"));
}
