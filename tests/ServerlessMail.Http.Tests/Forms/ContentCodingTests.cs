using System.Net;

namespace ServerlessMail.Http.Tests.Forms;

public class ContentCodingTests
{
    /// <summary>RFC 9110 §8.4.1: codings compare without case, and <c>identity</c> is no coding.</summary>
    [Theory]
    [InlineData("identity")]
    [InlineData("Identity")]
    [InlineData("IDENTITY")]
    public async Task A_body_that_says_it_is_not_compressed_is_read(string coding)
    {
        await using var app = await HttpApp.StartAsync();
        using var post = Post.Of("application/x-www-form-urlencoded", "name=Ada&email=ada@example.org"u8.ToArray());
        post.Content?.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        Assert.Equal(HttpStatusCode.OK, (await app.Client.SendAsync(post, TestContext.Current.CancellationToken)).StatusCode);
    }
}
