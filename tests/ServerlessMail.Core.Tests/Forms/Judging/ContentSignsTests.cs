using System.Diagnostics;
using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Forms.Judging;

namespace ServerlessMail.Core.Tests.Forms.Judging;

public class ContentSignsTests
{
    [Theory]
    [InlineData("Hello, is your house open on Sunday? See https://www.example.com/rooms/7. Regards, Ada")]
    [InlineData("Two links: https://a.example/1 and www.b.example, both broken since Monday, as far as I can see.")]
    [InlineData("Γεια σας, θα ήθελα να μάθω αν το ξενοδοχείο είναι ανοιχτό την Κυριακή.")]
    [InlineData("Grüße aus Österreich — wie viel kostet ein Zimmer für 2 Personen? 😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("Item    price\n-----------------------------------------\nTea      2.00\n=========================================")]
    [InlineData("URGENT: PLEASE CALL ME")]
    [InlineData("The current is 5 µA, the resistance 3 kΩ; α-decay.")]
    [InlineData("سلام، می‌خواهم بدانم آیا هتل شما باز است؟")]
    public async Task What_people_write_is_not_held(string message)
    {
        var judgement = await JudgeAsync(("message", message));

        Assert.Null(judgement.Spam);
        Assert.InRange(judgement.Points, 0, 1);
    }

    [Theory]
    [InlineData("many-links", 3, "a http://a.example b http://b.example c http://c.example and here are more words than links, so that it is not mostly links at all, really not")]
    [InlineData("mostly-links", 4, "see http://aaaaaaaaaaaaaaaaaaa.example http://bbbbbbbbbbbbbbbbbbbb.example")]
    [InlineData("bbcode-links", 6, "buy [URL=http://a.example]here[/URL] and be happy for ever")]
    [InlineData("html-links", 4, "buy <A href='http://a.example'>here</a> and be happy for ever")]
    [InlineData("active-markup", 3, "hello <ScRipt>alert(1)</script>")]
    [InlineData("look-alikes", 4, "log in to your pаypal account")]
    [InlineData("hidden-characters", 2, "via\u200Bgra")]
    [InlineData("repeated-character", 2, "hellooooooooooooooooooooooooooooooooooo")]
    [InlineData("all-capitals", 2, "THIS IS THE BEST OFFER THAT YOU WILL EVER SEE")]
    [InlineData("other-script", 1, "Здравствуйте, сколько стоит номер на двоих?")]
    public async Task Each_sign_has_its_code_and_points(string code, int points, string message)
    {
        var sign = Assert.Single((await JudgeAsync(("message", message))).Signs);

        Assert.Equal((code, points), (sign.Code, sign.Points));
        Assert.NotEmpty(sign.Words);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("Your-Name")]
    [InlineData("first_name")]
    [InlineData("_subject")]
    [InlineData("phone")]
    public async Task A_link_in_a_field_for_a_name_is_a_sign(string field)
    {
        Assert.Contains((await JudgeAsync((field, "www.win.example"))).Signs, sign => sign.Code == "link-in-field");
    }

    [Theory]
    [InlineData("website")]
    [InlineData("host_name")]
    [InlineData("message")]
    public async Task Elsewhere_it_is_none(string field)
    {
        Assert.Empty((await JudgeAsync((field, "https://www.example.com/"))).Signs);
    }

    [Fact]
    public async Task What_spam_looks_like_is_held_with_its_codes_the_heaviest_first()
    {
        var judgement = await JudgeAsync(("message", "Cheap pills [url=http://p.example]here[/url] <a href=\"http://p.example\">click</a>"));

        Assert.Null(judgement.Refusal);
        Assert.Equal("bbcode-links,html-links", judgement.Spam);
    }

    [Fact]
    public async Task A_quarter_of_a_megabyte_of_anything_is_judged()
    {
        var piles = new[] { "<a ", "[url=", "http://", "wwww", "aаaа", "x.", "\u200B", "é", "A", "https://https://", "\uD835", "𝐜" };
        foreach (var pile in piles)
        {
            var text = string.Concat(Enumerable.Repeat(pile, 256 * 1024 / pile.Length));
            var submission = TestForms.Post(("message", text)) with { Form = FormName.Parse("contact") };
            var its = new IntakeCase(Blocking, await KnownAsync(), submission, Service.Start, null, null);
            // A square would take minutes.
            var started = Stopwatch.GetTimestamp();
            ContentSigns.Of(its);
            BlockedSigns.Of(its);
            TestContext.Current.SendDiagnosticMessage($"{pile}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms");
        }
    }

    [Fact]
    public void No_text_is_too_odd() => Gen.String[Gen.Char, 0, 200].Sample(text =>
    {
        var its = new IntakeCase(Blocking, null!, TestForms.Post((text, text), ("message", text)), Service.Start, null, null); // the content's rules look at no store
        ContentSigns.Of(its);
        BlockedSigns.Of(its);
    });

    private static Form Blocking { get; } = TestForms.Contact with
    {
        Block = new BlockList
        {
            Words = [.. Enumerable.Range(0, BlockList.Most).Select(number => $"word{number} a a a")],
            Domains = [.. Enumerable.Range(0, BlockList.Most).Select(number => $"x.x{number}.example")],
        },
    };

    private static async Task<Intake> KnownAsync() => await (await Service.OpenAsync()).IntakeAsync();

    private static async Task<Judgement> JudgeAsync(params (string Name, string Value)[] fields) =>
        await (await Service.OpenAsync(TestForms.Contact with { Fields = [] })).JudgeAsync(TestForms.Post([("who", "Ada Lovelace"), .. fields]));
}
