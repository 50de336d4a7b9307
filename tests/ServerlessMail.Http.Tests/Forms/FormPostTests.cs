using System.Net;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Http.Tests.Forms;

public class FormPostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browsers_form_becomes_a_message_and_leads_to_the_thank_you_page()
    {
        await using var app = await HttpApp.StartAsync();

        var answer = await app.Client.SendAsync(Post.Plain(Post.Good), Ct);

        Assert.Equal((HttpStatusCode.SeeOther, "/thanks"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal(Post.Good, (await app.DraftAsync()).Fields.Select(field => (field.Name, field.Value)));
        Assert.Equal(1, app.Store.Queue.Count(Lane.Normal));
    }
}
