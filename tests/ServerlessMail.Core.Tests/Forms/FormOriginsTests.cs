using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Tests.Forms;

public class FormOriginsTests
{
    private const string Self = "http://127.0.0.1:5080";

    private static readonly Form Site = TestForms.Contact with { Origins = ["https://www.example.com"] };

    [Theory]
    [InlineData("https://www.example.com/thanks")]
    [InlineData("https://www.example.com/a?b=c#d")]
    [InlineData("https://WWW.EXAMPLE.com/thanks")]
    [InlineData("https://www.example.com:443/thanks")]
    public void A_page_of_an_allowed_origin_may_come_next(string wish) => Assert.NotNull(Site.NextPage(wish, Self));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https:/evil.example")]
    [InlineData("\\evil.example")]
    [InlineData("https:\\\\www.example.com")]
    [InlineData("https://www.example.com\\@evil.example")]
    [InlineData("https://www.example.com@evil.example/")]
    [InlineData("https://user@www.example.com/")]
    [InlineData("https://www.example.com.evil.example/")]
    [InlineData("https://www.ex\u0430mple.com/")]
    [InlineData("https://www.example.com:444/")]
    [InlineData("http://www.example.com/")]
    [InlineData("https://www.example.com/\r\nSet-Cookie: a=b")]
    [InlineData(" https://www.example.com/")]
    [InlineData("https://xn--\u00fc.example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/thanks")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_may(string? wish) => Assert.Null(Site.NextPage(wish, Self));

    [Theory]
    [InlineData("https://xn--\u00fc.example.com/")]
    [InlineData("https://\u00fc{0}.example.com/")]
    public void A_host_that_cannot_stand_in_a_header_is_no_page(string text) =>
        Assert.False(FormOrigins.TryPage(text.Replace("{0}", new string('\u00fc', 70), StringComparison.Ordinal), out _));

    [Fact]
    public void Where_redirects_are_named_only_those_pages_may_come_next()
    {
        var form = Site with { Redirects = ["https://shop.example.net/thanks"] };

        Assert.NotNull(form.NextPage("https://shop.example.net/thanks?id=1", Self));
        Assert.Null(form.NextPage("https://shop.example.net/other", Self));
        Assert.Null(form.NextPage("https://www.example.com/thanks", Self));
    }

    [Fact]
    public void Self_means_the_services_own_origin_at_any_port()
    {
        var form = Site with { Origins = [Form.Self] };

        Assert.True(form.Allows("http://127.0.0.1:9999", "http://127.0.0.1:9999"));
        Assert.False(form.Allows("http://127.0.0.1:9999", Self));
        Assert.NotNull(form.NextPage($"{Self}/thanks", Self));
    }
}
