using CsCheck;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Where visitors may be led: no text of theirs ever names another host.</summary>
public class NextPageTests
{
    private static readonly string[] Pieces =
    [
        "https://", "http://", "https:", "//", "/", "\\", "\\\\", "@", ":", ":443", ":8443", ".", "#", "?", "%2f", "%5c", "%00", "\t", "\n", " ", "\u3002", "\uFF0F",
        "www.example.com", "WWW.EXAMPLE.COM", "evil.example", "example.com", "user:pass", "javascript:alert(1)", "data:text/html,x", "xn--", "ｗｗｗ.example.com",
        "[::1]", "127.0.0.1", "..", "thanks", "ü",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_wished_the_redirect_stays_with_the_form()
    {
        await using var app = await HttpApp.StartAsync();
        var wish = Gen.OneOf(
            Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 7].Select(string.Concat),
            Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 5].Select(pieces => "https://www.example.com" + string.Concat(pieces)));

        await wish.SampleAsync(async text =>
        {
            var answer = await app.Client.SendAsync(Post.Plain([.. Post.Good, ("_next", text)]), Ct);
            var location = Assert.Single(answer.Headers.GetValues("Location"));

            Assert.True(location == "/thanks" || location == HttpApp.Site || IsBelow(location, HttpApp.Site) || IsBelow(location, app.Url), $"{text} led to {location}");
            Assert.DoesNotContain(location, c => c is < '!' or > '~' or '\\');
        }, iter: 1000);

        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("\\evil.example")]
    [InlineData("https:\\\\evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://www.example.com@evil.example/")]
    [InlineData("https://user:pass@www.example.com/")]
    [InlineData("https://www.example.com:8443/")]
    [InlineData("http://www.example.com/")]
    [InlineData("https://www.example.com.evil.example/")]
    [InlineData("https://www.example.com\\@evil.example/")]
    [InlineData("https://www.example.com\t.evil.example/")]
    [InlineData("javascript:alert(1)//https://www.example.com")]
    [InlineData("data:text/html,https://www.example.com")]
    [InlineData("https://")]
    [InlineData("https:///www.example.com")]
    [InlineData("thanks.html")]
    [InlineData("https://xn--ü.example.com/")]
    [InlineData("https://ｗｗｗ.example.com.evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("///evil.example")]
    [InlineData("https:/\\evil.example")]
    [InlineData("https://evil.example\\@www.example.com/")]
    [InlineData("https://@evil.example/")]
    [InlineData("https://www.example.com%40evil.example/")]
    [InlineData("https://www.example.com%2eevil.example/")]
    [InlineData("https://www.example.com:443@evil.example/")]
    [InlineData("https://wwẇ.example.com/")]
    [InlineData("https://www.exаmple.com/")]
    [InlineData("https://www.example.com\u200b.evil.example/")]
    [InlineData("https://www.example.com\u3002evil.example/")]
    [InlineData("https://xn--www-exmple-com.example/")]
    [InlineData(" https://evil.example/")]
    [InlineData("HTTPS:evil.example")]
    [InlineData("ftp://www.example.com/")]
    public void No_trick_leads_elsewhere(string wish) => Assert.Null(HttpApp.Contact.NextPage(wish, "https://forms.example.com"));

    private static bool IsBelow(string location, string site) =>
        location.StartsWith(site, StringComparison.Ordinal) && location[site.Length..] is ['/' or '?' or '#', ..];
}
