using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ServerlessMail.Local.Tests.Ses.Faults;

public class FaultsApiTests
{
    private const string Api = "/inbox/api/faults";
    private const string None = """{"faults":[]}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_are_planned_told_and_ended()
    {
        await using var service = await LocalService.StartAsync();
        const string Plan = """{"faults":[{"kind":"lost-answer","times":3},{"kind":"slow","share":0.1,"delayMs":5000},{"kind":"events-lost"}]}""";
        Assert.Equal(None, await service.Client.GetStringAsync(Api, Ct));

        var put = await service.Client.PutAsync(Api, Json(Plan), Ct);

        Assert.Equal(Plan, await put.Content.ReadAsStringAsync(Ct));
        Assert.Equal(Plan, await service.Client.GetStringAsync(Api, Ct));
        Assert.Equal(204, (int)(await service.Client.DeleteAsync(Api, Ct)).StatusCode);
        Assert.Equal(None, await service.Client.GetStringAsync(Api, Ct));
    }

    [Theory]
    [InlineData("throttled")]
    [InlineData("quota")]
    [InlineData("error-before")]
    [InlineData("reset-before")]
    [InlineData("error-after")]
    [InlineData("lost-answer")]
    [InlineData("events-duplicated")]
    [InlineData("events-reordered")]
    [InlineData("events-lost")]
    public async Task Every_kind_has_its_name(string kind)
    {
        await using var service = await LocalService.StartAsync();

        Assert.Equal(200, (int)(await service.Client.PutAsync(Api, Json($$"""{"faults":[{"kind":"{{kind}}"}]}"""), Ct)).StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"faults":[null]}""")]
    [InlineData("""{"faults":[{}]}""")]
    [InlineData("""{"faults":[{"kind":"lost"}]}""")]
    [InlineData("""{"faults":[{"kind":1}]}""")]
    [InlineData("""{"faults":[{"kind":"lost-answer","time":1}]}""")]
    [InlineData("""{"faults":[{"kind":"lost-answer","times":0}]}""")]
    [InlineData("""{"faults":[{"kind":"lost-answer","share":0}]}""")]
    [InlineData("""{"faults":[{"kind":"lost-answer","share":1.1}]}""")]
    [InlineData("""{"faults":[{"kind":"lost-answer","delayMs":1}]}""")]
    [InlineData("""{"faults":[{"kind":"slow"}]}""")]
    [InlineData("""{"faults":[{"kind":"events-delayed","delayMs":0}]}""")]
    public async Task What_cannot_be_is_refused_with_a_reason_and_changes_nothing(string body)
    {
        await using var service = await LocalService.StartAsync();
        const string Plan = """{"faults":[{"kind":"throttled","times":2}]}""";
        await service.Client.PutAsync(Api, Json(Plan), Ct);

        var answer = await service.Client.PutAsync(Api, Json(body), Ct);

        Assert.Equal((400, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("detail").GetString() ?? "");
        Assert.Equal(Plan, await service.Client.GetStringAsync(Api, Ct));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_page_of_another_site_changes_nothing(string method)
    {
        await using var service = await LocalService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), Api) { Content = Json(None) };
        request.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(403, (int)(await service.Client.SendAsync(request, Ct)).StatusCode);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
