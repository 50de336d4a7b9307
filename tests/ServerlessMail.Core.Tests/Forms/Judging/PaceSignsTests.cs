using System.Text;
using CsCheck;
using ServerlessMail.Core.Forms;

namespace ServerlessMail.Core.Tests.Forms.Judging;

public class PaceSignsTests
{
    [Fact]
    public async Task Without_a_stamp_and_session_nothing_is_said()
    {
        Assert.Empty(await CodesAsync(await Service.OpenAsync(), TestForms.Good()));
    }

    [Theory]
    [InlineData(0, "too-fast")]
    [InlineData(1999, "too-fast")]
    [InlineData(2000, "")]
    [InlineData(24 * 3600 * 1000, "")]
    [InlineData((24 * 3600 * 1000) + 1, "")]
    public async Task A_stamp_tells_how_long_the_visitor_took(int milliseconds, string code)
    {
        var service = await Service.OpenAsync();
        var stamp = await service.Stamps.IssueAsync(FormName.Parse("contact"), CancellationToken.None);
        service.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(code, string.Join(',', await CodesAsync(service, TestForms.Good(("_stamp", stamp)))));
    }

    [Fact]
    public async Task A_stamp_is_for_one_form_and_nobody_can_make_one()
    {
        var service = await Service.OpenAsync();
        var stamp = await service.Stamps.IssueAsync(FormName.Parse("contact"), CancellationToken.None);
        var other = await service.Stamps.IssueAsync(FormName.Parse("other"), CancellationToken.None);
        service.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["stamp-forged"], await CodesAsync(service, TestForms.Good(("_stamp", other))));
        for (var at = 0; at < stamp.Length; at++)
        {
            var changed = stamp[..at] + (stamp[at] == 'x' ? 'y' : 'x') + stamp[(at + 1)..];
            // The last character of base64 has bits that no byte uses.
            if (at < stamp.Length - 1)
                Assert.Equal(["stamp-forged"], await CodesAsync(service, TestForms.Good(("_stamp", changed))));
        }
    }

    [Theory]
    [InlineData("""{"loadedAt":1795492828500,"webdriver":false}""", "too-fast")]
    [InlineData("""{"loadedAt":1795492828000,"webdriver":false}""", "")]
    [InlineData("""{"loadedAt":1795492830001}""", "")]
    [InlineData("""{"webdriver":true}""", "webdriver")]
    [InlineData("""{"loadedAt":1795492829999.5,"webdriver":true}""", "too-fast,webdriver")]
    [InlineData("""{"loadedAt":"now","webdriver":"true"}""", "")]
    [InlineData("""{"loadedAt":1e999}""", "")]
    [InlineData("""{"loadedAt":-1}""", "")]
    [InlineData("""[1]""", "")]
    [InlineData("""{"loadedAt":1795492829999,"loadedAt":""", "")]
    public async Task Formsprees_session_tells_it_by_the_visitors_clock(string session, string codes)
    {
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes(session));

        Assert.Equal(codes, string.Join(',', await CodesAsync(await Service.OpenAsync(), TestForms.Good() with { SessionData = header })));
    }

    [Fact]
    public async Task No_session_and_no_stamp_is_too_odd()
    {
        var service = await Service.OpenAsync();
        await Gen.Select(Gen.String[0, 80], Gen.Byte.Array[0, 60], Gen.Bool).SampleAsync(async (text, bytes, encoded) =>
        {
            var header = encoded ? Convert.ToBase64String(bytes) : text;
            var codes = await CodesAsync(service, TestForms.Good(("_stamp", text)) with { SessionData = header });
            Assert.All(codes, code => Assert.Equal("stamp-forged", code));
        }, iter: 2000);
    }

    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com/contact", "")]
    [InlineData("https://www.example.com", null, "")]
    [InlineData("https://www.example.com", "https://elsewhere.example/", "referer-mismatch")]
    [InlineData(null, null, "no-source")]
    public async Task Where_it_came_from_is_a_sign_where_it_is_odd(string? origin, string? referer, string code)
    {
        var submission = TestForms.Good() with { Origin = origin, Referer = referer is null ? null : new Uri(referer) };

        Assert.Equal(code, string.Join(',', await CodesAsync(await Service.OpenAsync(), submission)));
    }

    [Fact]
    public async Task A_driven_browser_that_is_fast_is_not_held_for_that_alone()
    {
        var session = Convert.ToBase64String("""{"loadedAt":1795492829999,"webdriver":true}"""u8);

        Assert.Null((await (await Service.OpenAsync()).JudgeAsync(TestForms.Good() with { SessionData = session, Origin = null })).Spam);
    }

    private static async Task<string[]> CodesAsync(Service service, Submission submission) => [.. (await service.JudgeAsync(submission)).Signs.Select(sign => sign.Code)];
}
