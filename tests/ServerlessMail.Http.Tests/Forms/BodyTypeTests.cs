using System.Net;
using System.Text;

namespace ServerlessMail.Http.Tests.Forms;

public class BodyTypeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("multipart/form-data; charset=utf-8; boundary=\"x\"", "--x\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nGrüße 🙂\r\n--x--")]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", "message=Gr%C3%BC%C3%9Fe+%F0%9F%99%82")]
    [InlineData("application/json; charset=\"utf-8\"", "{\"message\":\"Grüße 🙂\"}")]
    [InlineData("application/vnd.api+json", "{\"message\":\"Gr\\u00fc\\u00dfe \\ud83d\\ude42\"}")]
    public async Task Every_script_arrives_as_it_was_written(string type, string body)
    {
        await using var app = await HttpApp.StartAsync(HttpApp.Contact with { Fields = [] });

        var answer = await app.Client.SendAsync(Post.Of(type, Encoding.UTF8.GetBytes(body)), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Grüße 🙂", Assert.Single((await app.DraftAsync()).Fields).Value);
    }
}
